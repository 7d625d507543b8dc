import t from 'tap'
import { codedValue, quotedCode } from '../../../src/validation/rules/coded.js'

t.test('names a code by its system, where it has one', async (t) => {
  t.equal(
    quotedCode(codedValue('http://loinc.org', undefined, '8480-6', undefined)),
    'code `8480-6` of `http://loinc.org`',
  )
  t.equal(quotedCode(codedValue(undefined, undefined, 'male', undefined)), 'code `male`')
  t.equal(quotedCode(codedValue('', undefined, 'male', undefined)), 'code `male` without a system')
})

t.test('cuts a code that is too long to be shown', async (t) => {
  t.ok(quotedCode(codedValue(undefined, undefined, 'x'.repeat(10_000), undefined)).length < 200)
})
