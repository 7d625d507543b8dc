import t from 'tap'
import { existenceFunctions } from '../../../src/fhirpath/invariant/existence-functions.js'
import { valuesOf } from './evaluate.js'

const holds: Readonly<Record<string, unknown>> = {
  'name.exists()': true,
  'photo.exists()': false,
  "name.exists(use = 'usual')": true,
  'photo.empty()': true,
  'name.given.count()': 3,
  'photo.all(false)': true,
  'name.all(given.exists())': true,
  'name.all(given)': false,
  'name.given.isDistinct()': true,
  'name.select(given | family).distinct().count()': 4,
  "('a' | 'b').subsetOf('b' | 'a' | 'c')": true,
  "('a' | 'b').supersetOf('b')": true,
  "('a' | 'b').intersect('b' | 'c')": 'b',
  "('a' | 'b').exclude('b')": 'a',
  "name.where(use = 'usual').given.union('Jim').count()": 1,
  '(true | false).allTrue()': false,
  '(true | false).anyTrue()': true,
  'photo.allFalse()': true,
  'true.anyFalse()': false,
}

t.test('each function answers as HL7 says', async (t) => {
  for (const [expression, value] of Object.entries(holds)) t.same(valuesOf(expression), [value], expression)
})

t.test('`not` of nothing is nothing, and of several an error', async (t) => {
  t.same(valuesOf('photo.not()'), [])
  t.throws(() => valuesOf('name.not()'), /one value/)
  t.throws(() => valuesOf('name.allTrue()'), /booleans/)
})

t.test('every one of them is tested above', async (t) => {
  const text = Object.keys(holds).join(' ')
  t.same(
    Object.keys(existenceFunctions).filter((name) => name !== 'not' && !text.includes(`${name}(`)),
    [],
  )
})
