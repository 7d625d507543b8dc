import t from 'tap'
import { booleanItem, numberItem, stringItem } from '../../../src/fhirpath/invariant/item.js'
import { constantPart } from '../../../src/fhirpath/invariant/operators.js'
import { listPart, startRun } from '../../../src/fhirpath/invariant/run.js'
import { integer, isTrue, number, single, testPart, text, truth } from '../../../src/fhirpath/invariant/single.js'
import { environment } from './evaluate.js'

const scope = startRun({ type: 'string', value: 'x', sibling: undefined }, environment())
const none = listPart(() => [])
const two = listPart(() => ['a', 'b'].map(stringItem))
const word = constantPart(stringItem('a'))

t.test('one value is taken, none is nothing, several are an error', async (t) => {
  t.equal(single(word, scope)?.value, 'a')
  for (const read of [single, truth, text, number, integer]) {
    t.equal(read(none, scope), undefined, read.name)
    t.throws(() => read(two, scope), /one value was expected where there are 2/, read.name)
  }
})

t.test('a value of the wrong type is an error, but where truth is asked', async (t) => {
  t.equal(truth(word, scope), true)
  t.equal(isTrue(word, scope), false)
  t.equal(isTrue(constantPart(booleanItem(true)), scope), true)
  t.throws(() => number(word, scope), /number/)
  t.throws(() => text(constantPart(numberItem(1)), scope), /text/)
  t.throws(() => integer(constantPart(numberItem(1.5)), scope), /whole/)
})

t.test('a test is a part with one boolean, or none', async (t) => {
  t.equal(
    single(
      testPart(() => false),
      scope,
    )?.value,
    false,
  )
  t.equal(
    single(
      testPart(() => undefined),
      scope,
    ),
    undefined,
  )
})
