import t from 'tap'
import {
  allOf,
  anyOf,
  anyToken,
  checkAlternatives,
  clauseName,
  matchMissing,
  matchNeverMissing,
  unreadable,
} from '../../../src/search/parameters/matching.js'
import type { Clause } from '../../../src/search/parameters/parameter-type.js'
import { context, definitions } from '../clinic.js'

const definition = definitions.searchParameters('Patient').get('gender')
if (definition === undefined) throw new Error('Patient.gender is not defined.')
const clause = (modifier: string | undefined, ...values: string[]): Clause => ({
  resourceType: 'Patient',
  definition,
  modifier,
  values,
})

t.test('one hash is asked for by containment, several by overlap', async (t) => {
  t.same(anyToken(['1', '1']), { kind: 'tokens-all', hashes: ['1'] })
  t.same(anyToken(['1', '2']), { kind: 'tokens-any', hashes: ['1', '2'] })
})

t.test('a thousand alternatives are allowed, and no more', async (t) => {
  const years = Array.from({ length: 1_000 }, (_, at) => String(1_900 + at))
  checkAlternatives(clause(undefined, ...years))
  t.throws(() => checkAlternatives(clause(undefined, ...years, '1')), { status: 400, message: /has 1001 alternatives/ })
})

t.test('a single predicate is not wrapped', async (t) => {
  const everything = { kind: 'everything' } as const
  t.equal(anyOf([everything]), everything)
  t.equal(allOf([everything]), everything)
  t.equal(anyOf([everything, everything]).kind, 'or')
  t.equal(allOf([everything, everything]).kind, 'and')
})

// https://hl7.org/fhir/R4/search.html#modifiers
t.test(':missing takes true and false only', async (t) => {
  t.equal(matchMissing(clause('missing', 'true'), context).kind, 'not')
  t.equal(matchMissing(clause('missing', 'false'), context).kind, 'tokens-all')
  t.throws(() => matchMissing(clause('missing', 'yes'), context), {
    message: /`gender:missing`.*`yes`.*`true` or `false`/,
  })
  t.same(matchNeverMissing(clause('missing', 'true')), { kind: 'nothing' })
  t.same(matchNeverMissing(clause('missing', 'false')), { kind: 'everything' })
})

t.test('the error names the parameter, the value and what was expected, and cuts long values', async (t) => {
  const error = unreadable(clause('not', 'x'.repeat(1000)), 'x'.repeat(1000), 'a code')
  t.equal(error.status, 400)
  t.match(error.message, /`gender:not` can't take `x{100}…`: expected a code\./)
  t.equal(clauseName(clause(undefined)), 'gender')
})
