import fc from 'fast-check'
import t from 'tap'
import { columnsOf } from '../../src/search/columns.js'
import { boundsAlone, narrowed, rangeOf, walkParts } from '../../src/search/narrow.js'
import type { Predicate } from '../../src/search/predicate.js'
import { simplify } from '../../src/search/simplify.js'
import { wideText } from '../../src/search/token-text.js'
import { context, indexed, predicateOf } from './clinic.js'
import { matches } from './matches.js'

const columns = columnsOf('Encounter')
const all = (...predicates: readonly Predicate[]): Predicate => simplify({ kind: 'and', predicates })
const asked = (...values: readonly string[]): Predicate =>
  all(...values.map((value) => predicateOf('Encounter', 'date', ...value.split(','))))
const high = { name: 'date_high', type: 'timestamptz' } as const

t.test('a bound on one end is a bound on the other end of what is not wide', async (t) => {
  const until = predicateOf('Encounter', 'date', 'lt2017-01-01T00:00:00Z')
  t.same(rangeOf(until, high, 'all'), {})
  t.same(rangeOf(until, high, 'narrow'), { to: '2017-02-02T00:00:00.000Z' })
  const after = predicateOf('Encounter', 'date', 'sa2017-01-01T00:00:00Z')
  t.same(rangeOf(after, high, 'all'), { from: '2017-01-01T00:00:01.000Z' }, 'the ends stand in order')
})

t.test('a day from both sides is found by the low end, or by being wide', async (t) => {
  const day = asked('ge2026-11-24T00:00:00Z', 'lt2026-11-25T00:00:00Z')
  const added = narrowed(day, columns)
  t.match(added, { kind: 'and' })
  t.match(added.kind === 'and' ? added.predicates.at(-1) : undefined, {
    kind: 'or',
    predicates: [
      { kind: 'tokens-all', hashes: [context.hash(wideText('date'))] },
      {
        kind: 'and',
        predicates: [
          { column: 'date_low', operator: '>=' },
          { column: 'date_low', operator: '<=' },
        ],
      },
    ],
  })
})

t.test('leaves alone what an index finds as it is', async (t) => {
  for (const where of [asked('gt2026'), asked('lt2026'), predicateOf('Encounter', 'status', 'x')])
    t.equal(narrowed(where, columns), where)
  t.same(walkParts(asked('2026-11-24'), 'last_updated', columns), [{ kind: 'everything' }])
  t.same(walkParts(predicateOf('Encounter', 'status', 'x'), 'date_low', columns), [{ kind: 'everything' }])
  t.same(walkParts(asked('ge2026'), undefined, columns), [{ kind: 'everything' }])
})

t.test('adds what a clause of alternatives says of either end of all rows', async (t) => {
  t.match(narrowed(asked('ge2026-11-24'), columns), {
    predicates: [{ kind: 'or' }, { column: 'date_high', operator: '>=', value: '2026-11-24T05:00:00.000Z' }],
  })
})

t.test('knows where bounds of values are all that is asked', async (t) => {
  const status = predicateOf('Encounter', 'status', 'x')
  t.ok(boundsAlone(asked('ge2026')))
  t.ok(boundsAlone(all(asked('ge2026'), { kind: 'not', predicate: status })))
  t.notOk(boundsAlone(all(asked('ge2026'), status)))
  t.notOk(boundsAlone({ kind: 'not', predicate: status }))
})

t.test('numbers and quantities are wide where they are no points', async (t) => {
  const quantity = (value: object) => indexed({ resourceType: 'Observation', valueQuantity: value })
  const wide = context.hash(wideText('value-quantity'))
  t.notOk(quantity({ value: 5 }).tokens.includes(wide))
  t.ok(quantity({ value: 5, comparator: '<' }).tokens.includes(wide))
  const between = all(
    predicateOf('Observation', 'value-quantity', 'gt5'),
    predicateOf('Observation', 'value-quantity', 'lt6'),
  )
  t.same(rangeOf(between, { name: 'value_quantity_low', type: 'numeric' }, 'narrow'), { from: '5', to: '6' })
})

const day = fc
  .integer({ min: 0, max: 500 })
  .map((days) => new Date(Date.UTC(2025, 0, 1 + days)).toISOString().slice(0, 10))
const partial = fc.tuple(day, fc.constantFrom(4, 7, 10)).map(([text, length]) => text.slice(0, length))
const value = fc
  .tuple(fc.constantFrom('', 'eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap'), partial)
  .map(([prefix, date]) => prefix + date)
const clause = fc.array(value, { minLength: 1, maxLength: 2 }).map((values) => values.join(','))
const clauses = fc.array(clause, { minLength: 1, maxLength: 3 })
const period = fc.record({ start: partial, end: partial }, { requiredKeys: [] })

t.test('changes no match: the parts of a walk are disjoint, and together the whole', async () => {
  fc.assert(
    fc.property(clauses, period, fc.constantFrom('date_low', 'date_high'), (values, stay, column) => {
      const row = indexed({ resourceType: 'Encounter', period: stay })
      const where = asked(...values)
      const found = matches(where, row, columns)
      const parts = walkParts(where, column, columns).filter((part) => matches(all(part, where), row, columns))
      return matches(narrowed(where, columns), row, columns) === found && parts.length === (found ? 1 : 0)
    }),
    { numRuns: 500 },
  )
})
