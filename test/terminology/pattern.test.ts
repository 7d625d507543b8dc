import t from 'tap'
import { FhirError } from '../../src/fhir/outcome.js'
import { compilePattern } from '../../src/terminology/pattern.js'

t.test('a pattern has to match the whole value', async (t) => {
  const matches = compilePattern('[A-Z]{3}|x')
  t.equal(matches('ABC'), true)
  t.equal(matches('ABCD'), false)
  t.equal(matches('x'), true)
})

t.test('a pattern that would blow up elsewhere takes linear time', async (t) => {
  const matches = compilePattern('(a+)+b')
  const start = process.hrtime.bigint()
  t.equal(matches('a'.repeat(5_000)), false)
  t.ok(process.hrtime.bigint() - start < 2_000_000_000n)
})

t.test('a pattern that is none, or too long, is a 400', async (t) => {
  for (const pattern of ['(', '(?=a)', '(a)\\1', 'a'.repeat(1_001), '(((a{1000}){1000}){1000})']) {
    try {
      compilePattern(pattern)
      t.fail(`\`${pattern.slice(0, 20)}\` was taken`)
    } catch (error) {
      t.ok(error instanceof FhirError && error.status === 400, pattern.slice(0, 20))
    }
  }
})
