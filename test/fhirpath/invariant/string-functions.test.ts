import t from 'tap'
import { stringFunctions } from '../../../src/fhirpath/invariant/string-functions.js'
import { valuesOf } from './evaluate.js'

const found: Readonly<Record<string, unknown>> = {
  "'abc'.startsWith('ab')": true,
  "'abc'.endsWith('bc')": true,
  "'abc'.contains('')": true,
  "'abc'.matches('b')": true,
  "'abcb'.indexOf('b')": 1,
  "'abcb'.lastIndexOf('b')": 3,
  "'abc'.substring(1)": 'bc',
  "'abc'.substring(1, 1)": 'b',
  "'abc'.upper()": 'ABC',
  "'ABC'.lower()": 'abc',
  "' a '.trim()": 'a',
  "'abab'.replace('ab', 'x')": 'xx',
  "'a1b2'.replaceMatches('[0-9]', '-')": 'a-b-',
  "'abc'.length()": 3,
}

t.test('each function answers as HL7 says', async (t) => {
  for (const [expression, value] of Object.entries(found)) t.same(valuesOf(expression), [value], expression)
  t.same(
    Object.keys(stringFunctions).filter((name) => !Object.keys(found).join(' ').includes(`${name}(`)),
    [],
  )
})

t.test('of nothing they answer nothing, of several or of numbers they are an error', async (t) => {
  for (const call of ['upper()', "startsWith('a')", 'substring(0)', "matches('a')", "replace('a', 'b')"]) {
    t.same(valuesOf(`photo.url.${call}`), [], call)
    t.throws(() => valuesOf(`name.given.${call}`), /one value/, call)
    t.throws(() => valuesOf(`1.${call}`), /text/, call)
  }
  t.same(valuesOf("'abc'.substring(9)"), [])
})

t.test('texts do not grow without end', async (t) => {
  const doubling = `'aaaaaaaa'${".replace('a', 'aaaaaaaa')".repeat(20)}`
  t.throws(() => valuesOf(doubling), /more than 10000000/)
})
