import fc from 'fast-check'
import t from 'tap'
import { columnsOf } from '../../../src/search/columns.js'
import { finds, indexed, predicateOf } from '../clinic.js'

const on = (effectiveDateTime: string): { resourceType: string; effectiveDateTime: string } => ({
  resourceType: 'Observation',
  effectiveDateTime,
})
const during = (start?: string, end?: string): { resourceType: string; period: object } => ({
  resourceType: 'Encounter',
  period: { ...(start === undefined ? {} : { start }), ...(end === undefined ? {} : { end }) },
})

// https://hl7.org/fhir/R4/search.html#prefix
t.test('prefixes compare a day with a day', async (t) => {
  const day = on('2026-03-14')
  for (const value of ['2026-03-14', '2026-03', '2026', 'ge2026-03-14', 'le2026-03-14', 'gt2026-03-13', 'lt2026-03-15'])
    t.ok(finds(day, 'date', value), value)
  for (const value of ['sa2026-03-13', 'eb2026-03-15', 'ap2026-03-15', 'ne2026-03-15'])
    t.ok(finds(day, 'date', value), value)
  for (const value of ['2026-03-15', 'gt2026-03-14', 'lt2026-03-14', 'sa2026-03-14', 'eb2026-03-14', 'ne2026-03'])
    t.notOk(finds(day, 'date', value), value)
  t.notOk(finds(day, 'date', '2026-03-14T10:00:00Z'), 'a second does not contain the day')
})

t.test('periods compare by overlap and containment', async (t) => {
  const stay = during('2026-03-10', '2026-03-20')
  for (const value of ['2026-03', 'gt2026-03-15', 'lt2026-03-15', 'ge2026-03-19', 'le2026-03-11', 'ap2026-03-15'])
    t.ok(finds(stay, 'date', value), value)
  for (const value of [
    '2026-03-15',
    'gt2026-03-20',
    'lt2026-03-10',
    'sa2026-03-10',
    'eb2026-03-20',
    'ge2026-03-20',
    'le2026-03-10',
  ])
    t.notOk(finds(stay, 'date', value), value)
})

t.test('open periods reach without end', async (t) => {
  t.ok(finds(during('2026-03-10'), 'date', 'gt2999'))
  t.notOk(finds(during('2026-03-10'), 'date', '2026'))
  t.ok(finds(during(undefined, '2026-03-10'), 'date', 'lt0001-02'))
  t.notOk(finds(during(), 'date', 'ge0001'))
})

t.test('a timing counts by its outer limits', async (t) => {
  const events = { resourceType: 'Observation', effectiveTiming: { event: ['2026-03-05', '2026-03-01', '2026-03-03'] } }
  t.ok(finds(events, 'date', '2026-03'))
  t.ok(finds(events, 'date', 'ap2026-03-02'))
  t.notOk(finds(events, 'date', 'gt2026-03-05'))
  const repeat = { boundsPeriod: { start: '2026-03-01', end: '2026-03-09' } }
  t.ok(finds({ resourceType: 'Observation', effectiveTiming: { repeat } }, 'date', 'sa2026-02'))
})

t.test('absent dates are found by no prefix, and by :missing', async (t) => {
  const nothing = { resourceType: 'Observation' }
  for (const prefix of ['eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap'])
    for (const value of ['0001', '2026', '9999']) t.notOk(finds(nothing, 'date', `${prefix}${value}`), prefix + value)
  t.ok(finds(nothing, 'date:missing', 'true'))
  t.notOk(finds(on('2026'), 'date:missing', 'true'))
})

t.test('repeating dates live in value, one row each', async (t) => {
  const goal = {
    resourceType: 'Goal',
    target: [{ dueDate: '2026-01-01' }, { dueDate: '2026-06-01' }, { dueDate: '2026-06-01' }],
  }
  t.equal(indexed(goal).values.filter(({ parameter }) => parameter === 'target-date').length, 2)
  t.ok(finds(goal, 'target-date', '2026-06'))
  t.ok(finds(goal, 'target-date', 'lt2026-02'))
  t.notOk(finds(goal, 'target-date', '2026-03'))
  const at = (name: string): number => columnsOf('Goal').findIndex((column) => column.name === name)
  t.equal(indexed(goal).columns[at('target_date_min')], '2026-01-01T05:00:00.000Z')
  t.equal(indexed(goal).columns[at('target_date_max')], '2026-06-02T04:00:00.000Z')
})

t.test('an offset whose plus sign became a space is understood', async (t) => {
  t.ok(finds(on('2026-03-14T10:00:00+02:00'), 'date', '2026-03-14T10:00:00 02:00'))
})

t.test('what is no date is refused', async (t) => {
  for (const value of ['', 'today', '2023-02-30', '0000', 'xx2026', 'ge'])
    t.throws(() => predicateOf('Observation', 'date', value), { message: /`date` can't take/ })
})

const date = fc.constantFrom(
  '0001',
  '2025',
  '2026',
  '2026-03',
  '2026-03-14',
  '2026-03-14T10:00:00Z',
  '2026-03-14T10:00:00.5-05:00',
  '9999',
)

t.test('the prefixes are complements and unions of one another', async () => {
  fc.assert(
    fc.property(date, date, (stored, value) => {
      const is = (prefix: string): boolean => finds(on(stored), 'date', prefix + value)
      return (
        finds(on(stored), 'date', stored) &&
        is('eq') === !is('ne') &&
        is('ge') === (is('gt') || is('eq')) &&
        is('le') === (is('lt') || is('eq')) &&
        (!is('sa') || is('gt')) &&
        (!is('eb') || is('lt')) &&
        (!is('eq') || is('ap'))
      )
    }),
    { numRuns: 200 },
  )
})
