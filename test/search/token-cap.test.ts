import t from 'tap'
import { capTokens, isCapped, overflowParameter, tokensMax } from '../../src/search/token-cap.js'
import { overflowText, presentText, referenceText } from '../../src/search/token-text.js'
import { context, definitions, indexed } from './clinic.js'

const numbers = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, index) => `${from + index}`)

t.test('keeps the first of every group and the small groups; the longest list overflows', async (t) => {
  const tokens = numbers(0, 5_000)
  const { tokens: kept, overflow } = capTokens(tokens, [0, 2_900, 3_000], 'marker')
  t.equal(kept.length, tokensMax + 1)
  t.equal(kept.at(-1), 'marker')
  t.same(
    numbers(2_900, 3_000).filter((token) => !kept.includes(token)),
    [],
    'a hundred of a group of their own',
  )
  t.ok(kept.includes('0'))
  t.ok(kept.includes('3000'))
  t.match(overflow[0], { parameter: overflowParameter, low: '0' })
  t.same(new Set([...kept.slice(0, -1), ...overflow.map(({ key }) => key)]), new Set(tokens), 'nothing is lost')
  t.same(capTokens(['1', '2'], [0], 'marker'), { tokens: ['1', '2'], overflow: [] })
})

t.test('lists resource types, none of them a visit, a patient or a result', async (t) => {
  t.ok(isCapped('Group'))
  for (const type of ['Patient', 'Observation', 'Encounter', 'Appointment', 'Coverage', 'Task']) t.notOk(isCapped(type))
  t.same(definitions.resourceTypes.filter(isCapped).length, 25, 'each name is one of R4')
})

t.test('a group of thousands stays findable by what tells it apart', async (t) => {
  const member = numbers(0, 5_000).map((id) => ({ entity: { reference: `Patient/${id}` } }))
  const { tokens, values, compartments } = indexed({
    resourceType: 'Group',
    identifier: [{ system: 's', value: 'v' }],
    type: 'person',
    member,
  })
  t.equal(tokens.length, tokensMax + 1)
  t.equal(compartments.length, 5_000, 'access to versions is judged by all of them')
  for (const text of [
    overflowText,
    presentText('member'),
    presentText('identifier'),
    'code:identifier:v',
    'code:type:person',
  ])
    t.ok(tokens.includes(context.hash(text)), text)
  const last = context.hash(referenceText('member', 'Patient/4999'))
  t.ok(tokens.includes(last) || values.some(({ key }) => key === last))
})
