import t from 'tap'
import { conversionFunctions } from '../../../src/fhirpath/invariant/conversion-functions.js'
import { valuesOf } from './evaluate.js'

t.test('values are converted where they can be', async (t) => {
  t.same(valuesOf("'12'.toInteger() | 'x'.toInteger() | true.toInteger()"), [12, 1])
  t.same(valuesOf("'1.5'.toDecimal()"), [1.5])
  t.same(valuesOf("'Yes'.toBoolean() | 0.toBoolean() | 2.toBoolean() | 'x'.toBoolean()"), [true, false])
  t.same(valuesOf('1.50.toString() & active.toString() & birthDate.toString()'), ['1.50true1974-12-25'])
  t.same(valuesOf('@T14:30.toString()'), ['14:30'])
})

t.test('whether they can be is asked of one value', async (t) => {
  t.same(valuesOf("'12'.convertsToInteger()"), [true])
  t.same(valuesOf("'x'.convertsToDecimal()"), [false])
  t.same(valuesOf('name.given.convertsToString()'), [])
  t.throws(() => valuesOf('name.given.toString()'), /one value/)
})

t.test('each conversion has its question', async (t) => {
  const names = Object.keys(conversionFunctions)
  t.same(
    names
      .filter((name) => name.startsWith('to'))
      .map((name) => `convertsT${name.slice(1)}`)
      .sort(),
    names.filter((name) => name.startsWith('converts')).sort(),
  )
})
