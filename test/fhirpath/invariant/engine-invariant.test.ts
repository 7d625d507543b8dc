import nock from 'nock'
import t from 'tap'
import { parseWithExactNumbers } from '../../../src/fhir/exact-number.js'
import { engineInvariant } from '../../../src/fhirpath/invariant/engine-invariant.js'
import { definitions, environment, patient } from './evaluate.js'

const resultOf = (expression: string, value: unknown = patient, type = 'Patient') =>
  engineInvariant(expression, definitions)({ type, value, sibling: undefined }, environment())

t.test('nothing is fetched', async (t) => {
  nock.disableNetConnect()
  const asked: string[] = []
  nock.emitter.on('no match', (request: { path?: string }) => asked.push(request.path ?? ''))
  const reference = { reference: 'http://example.org/fhir/Patient/1' }
  t.same(resultOf('resolve().empty() and 4.sqrt() = 2', reference, 'Reference'), { kind: 'holds' })
  t.same(resultOf("name.use.first().memberOf('http://example.org/vs')"), { kind: 'holds' })
  t.match(resultOf("%terminologies.validateVS('http://example.org', name)"), { kind: 'failed' })
  await new Promise((resolve) => setImmediate(resolve))
  t.same(asked, [])
  nock.enableNetConnect()
})

t.test('nothing is printed', async (t) => {
  const printed = t.capture(console, 'log')
  t.same(resultOf("name.trace('names').exists()"), { kind: 'holds' })
  t.same(printed(), [])
})

t.test('what nobody can read fails, with a sentence', async (t) => {
  for (const expression of ['((', 'nobody()', '%nobody', `'${'a'.repeat(5000)}'`]) {
    t.match(resultOf(expression), { kind: 'failed', message: /^The invariant .*\.$/s }, expression.slice(0, 20))
  }
})

t.test('numbers with exact digits are numbers', async (t) => {
  const quantity = parseWithExactNumbers('{"value":1.00000000000000000001,"unit":"m"}')
  t.same(resultOf('value > 0 and value.sqrt() = 1', quantity, 'Quantity'), { kind: 'holds' })
})
