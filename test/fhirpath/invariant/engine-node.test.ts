import t from 'tap'
import { parseWithExactNumbers } from '../../../src/fhir/exact-number.js'
import { createEngineNodes, withoutExactNumbers } from '../../../src/fhirpath/invariant/engine-node.js'
import { definitions } from './evaluate.js'

const nodeOf = createEngineNodes(definitions)

t.test('a node knows its type, and a primitive its sibling', async (t) => {
  const date = nodeOf({ type: 'date', value: '2020', sibling: { id: 'x' } })
  t.equal(date?.fhirNodeDataType, 'date')
  t.same(date?._data, { id: 'x' })
  t.equal(nodeOf({ type: 'xhtml', value: '<div/>', sibling: undefined })?.fhirNodeDataType, 'xhtml')
  t.equal(nodeOf({ type: 'Patient', value: { resourceType: 'Patient' }, sibling: undefined })?.path, 'Patient')
  t.equal(nodeOf({ type: 'Patient.contact', value: {}, sibling: undefined })?.path, 'Patient.contact')
  t.equal(nodeOf({ type: 'Coding', value: undefined, sibling: undefined }), undefined)
})

t.test('only what holds exact numbers is copied', async (t) => {
  const plain = { a: [1, { b: 'x' }] }
  t.equal(withoutExactNumbers(plain), plain)
  t.same(withoutExactNumbers(parseWithExactNumbers('{"a":[0.10000000000000000000001,{"b":1}]}')), {
    a: [0.1, { b: 1 }],
  })
})
