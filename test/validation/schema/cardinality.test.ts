import type { ElementDefinition } from '@medplum/fhirtypes'
import t from 'tap'
import {
  cardinalityOf,
  choiceTypesOf,
  elementName,
  isMany,
  isPrimitiveElement,
  jsonNames,
  typeNode,
} from '../../../src/validation/schema/cardinality.js'
import type { ElementNode } from '../../../src/validation/schema/element-tree.js'

const node = (name: string, choice: boolean, definition: Partial<ElementDefinition>): ElementNode => ({
  definition: { path: `Patient.${name}`, min: 0, max: '1', ...definition },
  name,
  choice,
  children: new Map(),
  slices: [],
  sliceName: undefined,
})
const both = [{ code: 'boolean' }, { code: 'dateTime' }]
const inType = node('deceased', true, { type: both })
const known = [inType]

t.test('only what is stricter than the type is asked', async (t) => {
  t.strictSame(cardinalityOf({ node: inType, known }), [])
  t.strictSame(cardinalityOf({ node: inType, known: [] }), [])
  t.strictSame(cardinalityOf({ node: node('deceased', true, { min: 1, type: [{ code: 'boolean' }] }), known }), [
    {
      element: 'deceased[x]',
      names: ['deceasedBoolean', 'deceasedDateTime'],
      wanted: ['deceasedBoolean'],
      min: 1,
      max: 1,
    },
  ])
  t.strictSame(cardinalityOf({ node: node('deceased', true, { max: '0', type: both }), known }), [
    { element: 'deceased[x]', names: ['deceasedBoolean', 'deceasedDateTime'], min: 0, max: 0 },
  ])
})

t.test('types that a profile leaves out are denied', async (t) => {
  t.strictSame(choiceTypesOf({ node: inType, known }), [])
  t.strictSame(choiceTypesOf({ node: node('deceased', true, { type: [{ code: 'boolean' }] }), known }), [
    { element: 'deceased[x]', allowed: ['deceasedBoolean'], denied: ['deceasedDateTime'] },
  ])
})

t.test('a closed slicing leaves out the types that have no slice', async (t) => {
  const sliced: ElementNode = {
    ...node('deceased', true, { type: both, slicing: { rules: 'closed' } }),
    slices: [node('deceased', true, { type: [{ code: 'dateTime' }] })],
  }
  t.match(choiceTypesOf({ node: sliced, known }), [{ allowed: ['deceasedDateTime'], denied: ['deceasedBoolean'] }])
})

t.test('names and kinds', async (t) => {
  t.equal(elementName(inType), 'deceased[x]')
  t.strictSame(jsonNames(inType, inType.definition), ['deceasedBoolean', 'deceasedDateTime'])
  t.equal(typeNode({ node: inType, known: [] }), inType)
  t.notOk(isMany({ node: inType, known }))
  t.ok(isPrimitiveElement(inType, 'boolean'))
  t.notOk(isPrimitiveElement(inType, 'Period'))
  t.notOk(isPrimitiveElement(inType, undefined))
})
