import t from 'tap'
import { parseWithExactNumbers } from '../../../src/fhir/exact-number.js'
import {
  booleanItem,
  isSystem,
  numberItem,
  numberOf,
  stringItem,
  systemType,
} from '../../../src/fhirpath/invariant/item.js'

t.test('plain values have a type of FHIRPath', async (t) => {
  t.equal(numberItem(1).type, 'System.Integer')
  t.equal(numberItem(1.5).type, 'System.Decimal')
  t.equal(booleanItem(true).value, true)
  t.equal(isSystem(stringItem('a')), true)
  t.equal(isSystem({ type: 'string', value: 'a', sibling: undefined }), false)
  t.same(
    ['a', true, 1, 1.5, {}].map(systemType),
    ['String', 'Boolean', 'Integer', 'Decimal', 'Object'].map((name) => `System.${name}`),
  )
})

t.test('a number with exact digits is a number', async (t) => {
  t.equal(numberOf(parseWithExactNumbers('0.10000000000000000000001')), 0.1)
  t.equal(numberOf('1'), undefined)
  t.equal(numberOf({}), undefined)
})
