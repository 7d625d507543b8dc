import t from 'tap'
import { engineFunctions } from '../../../src/fhirpath/invariant/engine-functions.js'
import { engineInvariant } from '../../../src/fhirpath/invariant/engine-invariant.js'
import { definitions, environment, patient } from './evaluate.js'

const focus = { type: 'Patient', value: patient, sibling: undefined }
const resultOf = (expression: string) => engineInvariant(expression, definitions)(focus, environment())

t.test('the environment answers what a server would be asked', async (t) => {
  t.same(resultOf('managingOrganization.resolve() is Organization'), { kind: 'holds' })
  t.same(resultOf("managingOrganization.resolve().name = 'Acme'"), { kind: 'holds' })
  t.same(resultOf("name.first().use.memberOf('http://vs')"), { kind: 'holds' })
  t.same(resultOf("name.last().use.memberOf('http://vs')"), { kind: 'violated' })
  t.same(resultOf("name.last().use.memberOf('http://unknown').empty()"), { kind: 'holds' })
  t.same(resultOf("conformsTo('http://known') and conformsTo('http://other').not()"), { kind: 'holds' })
})

t.test('the time is that of the environment', async (t) => {
  t.same(resultOf('today() = @2026-11-24 and now() = @2026-11-24T09:00:00Z and timeOfDay() = @T10:00:00'), {
    kind: 'holds',
  })
  const { now: _, ...timeless } = environment()
  const found = engineInvariant('now() > @2000', definitions)(focus, timeless)
  t.match(found, { kind: 'failed', message: /no time was given/ })
})

t.test('neither patterns nor repetitions hang', async (t) => {
  t.same(resultOf(`'${'a'.repeat(3000)}b'.matches('^(a+)+$')`), { kind: 'violated' })
  t.same(resultOf("'aXa'.replaceMatches('[A-Z]', '-') = 'a-a' and 'abc'.matchesFull('a.c')"), { kind: 'holds' })
  t.match(resultOf('1.repeat($this + 1).sum() > 0'), { kind: 'failed', message: /repeat/ })
  t.same(resultOf('name.repeat(given).count() = 3 and 4.sqrt() = 2'), { kind: 'holds' })
})

t.test('only what reaches out is replaced', async (t) => {
  t.same(Object.keys(engineFunctions(environment(), () => undefined)).sort(), [
    'conformsTo',
    'matches',
    'matchesFull',
    'memberOf',
    'now',
    'repeat',
    'replaceMatches',
    'resolve',
    'timeOfDay',
    'today',
  ])
})
