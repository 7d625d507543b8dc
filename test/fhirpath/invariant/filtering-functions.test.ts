import t from 'tap'
import { filteringFunctions, itemPart, where } from '../../../src/fhirpath/invariant/filtering-functions.js'
import { stringItem } from '../../../src/fhirpath/invariant/item.js'
import { constantPart } from '../../../src/fhirpath/invariant/operators.js'
import { collect, startRun } from '../../../src/fhirpath/invariant/run.js'
import { environment, valuesOf } from './evaluate.js'

const found: Readonly<Record<string, readonly unknown[]>> = {
  "name.where(use = 'usual').given": ['Jim'],
  'name.where($index = 0).given': ['Peter', 'James'],
  'name.select(given.first())': ['Peter', 'Jim'],
  'name.given.first()': ['Peter'],
  'name.given.last()': ['Jim'],
  'name.given.tail()': ['James', 'Jim'],
  'name.given.skip(2)': ['Jim'],
  'name.given.take(1)': ['Peter'],
  'name.given[1]': ['James'],
  'name.given[9]': [],
  'contact.name.family.single()': ['du Marché'],
  "'a'.combine('a')": ['a', 'a'],
  'name.repeat(given)': ['Peter', 'James', 'Jim'],
  "iif(active, 'yes', 'no')": ['yes'],
  "iif(photo.exists(), 'yes')": [],
  "name.given.iif(count() > 2, 'many', 'few')": ['many'],
  "name.given.trace('x').count()": [3],
}

t.test('each function finds what HL7 says', async (t) => {
  for (const [expression, values] of Object.entries(found)) t.same(valuesOf(expression), values, expression)
  t.same(
    Object.keys(filteringFunctions).filter((name) => !Object.keys(found).join(' ').includes(`${name}(`)),
    [],
  )
})

t.test('a criterion that is `false` does not hold, though it exists', async (t) => {
  t.same(valuesOf('where(deceased)'), [])
  t.same(valuesOf('where(active).id'), ['p'])
})

t.test('`single` of several is an error', async (t) => {
  t.throws(() => valuesOf('name.single()'), /one value/)
})

t.test('parts are joined by hand as well', async (t) => {
  const scope = startRun({ type: 'string', value: 'x', sibling: undefined }, environment())
  const text = constantPart(stringItem('a'))
  t.same(collect(where(text, text), scope), [stringItem('a')])
  t.throws(() => collect(itemPart(text, text), scope), /number/)
})
