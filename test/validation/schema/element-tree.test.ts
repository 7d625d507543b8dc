import t from 'tap'
import { canonicalOf, elementTree, profileOf } from '../../../src/validation/schema/element-tree.js'
import { profile } from '../profiled.js'

const element = (path: string, more: object = {}) => ({ path, id: path, min: 0, max: '*', ...more })

t.test('puts elements, slices and reslices where they belong', async (t) => {
  const tree = elementTree({
    ...profile('p', 'Patient', []),
    version: '1.0',
    snapshot: {
      element: [
        element('Patient'),
        element('Patient.name'),
        element('Patient.name', { sliceName: 'a' }),
        element('Patient.name.family', { id: 'Patient.name:a.family' }),
        element('Patient.name', { sliceName: 'a/b' }),
        element('Patient.name', { sliceName: 'c' }),
        element('Patient.deceased[x]'),
        element('Patient.deceasedBoolean', { base: { path: 'Patient.deceased[x]', min: 0, max: '1' } }),
      ],
    },
  })
  const name = tree?.root.children.get('name')
  t.strictSame(
    name?.slices.map(({ sliceName }) => sliceName),
    ['a', 'c'],
  )
  t.strictSame([...(name?.slices[0]?.children.keys() ?? [])], ['family'])
  t.strictSame(
    name?.slices[0]?.slices.map(({ sliceName }) => sliceName),
    ['a/b'],
  )
  const deceased = tree?.root.children.get('deceased')
  t.ok(deceased?.choice)
  t.equal(deceased?.slices[0]?.sliceName, 'deceasedBoolean')
  t.equal(tree?.byId.get('Patient.name:a.family')?.name, 'family')
  t.equal(tree?.canonical, 'http://example.org/StructureDefinition/p|1.0')
})

t.test('implies the unsliced element of a slice that stands alone', async (t) => {
  const elements = [element('Patient'), element('Patient.name', { sliceName: 'a', min: 1 })]
  const tree = elementTree({ ...profile('p', 'Patient', []), snapshot: { element: elements } })
  const name = tree?.root.children.get('name')
  t.equal(name?.definition.min, 0)
  t.equal(name?.slices.length, 1)
})

t.test('is nothing where there is no snapshot', async (t) => {
  t.equal(elementTree(profile('p', 'Patient', [])), undefined)
})

t.test('passes over elements that hang in the air', async (t) => {
  const elements = [element('Patient'), element('Patient.contact.name.family'), element('Other')]
  const tree = elementTree({ ...profile('p', 'Patient', []), snapshot: { element: elements } })
  t.equal(tree?.root.children.size, 0)
})

t.test('knows profiles by their url', async (t) => {
  const structure = profile('p', 'Patient', [])
  t.equal(canonicalOf(structure), structure.url)
  const tree = elementTree({ ...structure, snapshot: { element: [element('Patient')] } })
  t.equal(tree === undefined ? '' : profileOf(tree), structure.url)
})
