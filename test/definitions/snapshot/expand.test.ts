import t from 'tap'
import { expand, type Trees } from '../../../src/definitions/snapshot/expand.js'
import { node } from './structures.js'

const core = 'http://hl7.org/fhir/StructureDefinition/'
const known = new Map(
  [`${core}Element`, `${core}HumanName`, `${core}string`, 'http://profile', 'http://logical'].map((url) => [
    url,
    node(url, { children: [node(`of ${url}`)] }),
  ]),
)
const base = node('Questionnaire', {
  children: [node('item', { element: { path: 'Q', type: [{ code: 'BackboneElement' }] }, children: [node('linkId')] })],
})
const trees: Trees = { base, treeOf: (url) => known.get(url), rootOf: () => undefined }
const childrenOf = (type: readonly object[]) =>
  expand(node('a', { element: { path: 'A.a', type: type as never } }), trees).children.map(({ name }) => name)

t.test('an element gets the children of its type', async (t) => {
  t.same(childrenOf([{ code: 'HumanName' }]), [`of ${core}HumanName`])
  t.same(childrenOf([{ code: 'http://logical' }]), ['of http://logical'])
  t.same(childrenOf([{ code: 'Unknown' }]), [])
})

t.test('or those of the one profile on it, where that is known', async (t) => {
  t.same(childrenOf([{ code: 'HumanName', profile: ['http://profile'] }]), ['of http://profile'])
  t.same(childrenOf([{ code: 'HumanName', profile: ['http://unknown'] }]), [`of ${core}HumanName`])
  t.same(childrenOf([{ code: 'HumanName', profile: ['http://profile', 'http://logical'] }]), [`of ${core}HumanName`])
})

t.test('one of several types has what every element has, and so has the value of a primitive', async (t) => {
  t.same(childrenOf([{ code: 'HumanName' }, { code: 'Quantity' }]), [`of ${core}Element`])
  t.same(childrenOf([{ code: 'http://hl7.org/fhirpath/System.String' }]), [`of ${core}Element`])
  const named = { url: `${core}structuredefinition-fhir-type`, valueUrl: 'string' }
  t.same(childrenOf([{ code: 'http://hl7.org/fhirpath/System.String', extension: [named] }]), [`of ${core}string`])
})

t.test('a content reference gives way to what it leads to', async (t) => {
  const found = expand(
    node('item', { element: { path: 'Q.item.item', contentReference: '#Questionnaire.item' } }),
    trees,
  )
  t.same(
    found.children.map(({ name }) => name),
    ['linkId'],
  )
  t.same(found.element, { path: 'Q.item.item', type: [{ code: 'BackboneElement' }] })
  const elsewhere = node('x', { element: { path: 'Q.x', contentReference: `${core}Other#Other.y` } })
  t.equal(expand(elsewhere, trees), elsewhere, 'what leads nowhere stays')
})

t.test('what has children keeps them', async (t) => {
  const [item] = base.children
  if (item !== undefined) t.equal(expand(item, trees), item)
})
