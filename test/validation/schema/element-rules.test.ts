import type { ElementDefinition } from '@medplum/fhirtypes'
import t from 'tap'
import { elementRules, exactValue } from '../../../src/validation/schema/element-rules.js'
import type { ElementNode } from '../../../src/validation/schema/element-tree.js'
import { libraryWith } from '../profiled.js'

const library = libraryWith()

const node = (definition: Partial<ElementDefinition>, choice = false): ElementNode => ({
  definition: { path: 'Patient.x', ...definition },
  name: 'x',
  choice,
  children: new Map(),
  slices: [],
  sliceName: undefined,
})

/** The rules of an element of a profile, whose type says nothing but what is given. */
const rules = (definition: Partial<ElementDefinition>, known: Partial<ElementDefinition> = {}, choice = false) =>
  elementRules(
    {
      node: node(definition, choice),
      known: [node(known)],
      type: definition.type?.[0],
      typeName: 'Patient.x',
      profile: 'http://example.org/p',
    },
    library,
  )

t.test('finds fixed and pattern values by their keys', async (t) => {
  t.strictSame(exactValue({ path: 'x', fixedCode: 'a' } as ElementDefinition, 'fixed'), { value: 'a', type: 'Code' })
  t.equal(exactValue({ path: 'x' }, 'pattern'), undefined)
})

t.test('each value constraint is a rule', async (t) => {
  const definition = {
    type: [{ code: 'integer' }],
    fixedInteger: 1,
    minValueInteger: 0,
    maxValueInteger: 2,
    maxLength: 5,
  }
  t.strictSame(rules(definition as Partial<ElementDefinition>), {
    fixed: [{ value: 1 }],
    minValue: [{ value: 0, type: 'integer' }],
    maxValue: [{ value: 2, type: 'integer' }],
    maxLength: [{ max: 5 }],
  })
})

t.test('the smallest length is an extension', async (t) => {
  const extension = [{ url: 'http://hl7.org/fhir/StructureDefinition/minLength', valueInteger: 3 }]
  const definition = { type: [{ code: 'string' }], extension, maxLength: 5 }
  t.strictSame(rules(definition), { maxLength: [{ max: 5, min: 3 }] })
  t.strictSame(rules(definition, { maxLength: 5 }), { maxLength: [{ min: 3 }] })
})

t.test('what the type asks already is left out', async (t) => {
  const definition = {
    type: [{ code: 'code' }],
    binding: { strength: 'required' as const, valueSet: 'http://example.org/v' },
  }
  t.strictSame(rules(definition, definition), {})
  t.strictSame(rules(definition), { binding: [{ ...definition.binding, type: 'code' }] })
})

t.test('a binding that holds nobody is none, unless it has a greatest value set', async (t) => {
  const binding = { strength: 'preferred' as const, valueSet: 'http://example.org/v' }
  t.strictSame(rules({ type: [{ code: 'code' }], binding }), {})
  const url = 'http://hl7.org/fhir/StructureDefinition/elementdefinition-maxValueSet'
  const extension = [{ url, valueCanonical: 'http://example.org/max' }]
  t.match(rules({ type: [{ code: 'code' }], binding: { ...binding, extension } }), {
    binding: [{ maxValueSet: 'http://example.org/max' }],
  })
})

t.test('an invariant is asked by whoever names its key first', async (t) => {
  const constraint = [
    { key: 'a-1', severity: 'error' as const, human: 'a', expression: 'true' },
    { key: 'ele-1', severity: 'error' as const, human: 'e', expression: 'true' },
  ]
  t.match(rules({ constraint }), { invariant: [{ key: 'a-1', source: 'http://example.org/p', type: 'Patient.x' }] })
  t.strictSame(rules({ constraint }, { constraint }), {})
})

t.test('a fixed value of another type of the choice is not asked', async (t) => {
  const definition = { type: [{ code: 'string' }], fixedCode: 'a' } as Partial<ElementDefinition>
  t.strictSame(rules(definition, {}, true), {})
})

t.test('targets of references, profiles of types and types of resources', async (t) => {
  const target = 'http://hl7.org/fhir/StructureDefinition/Patient'
  t.match(rules({ type: [{ code: 'Reference', targetProfile: [target] }] }, { type: [{ code: 'Reference' }] }), {
    reference: [{ targets: [target] }],
  })
  t.strictSame(rules({ type: [{ code: 'Quantity', profile: ['http://example.org/q'] }] }), {
    profile: [{ profiles: ['http://example.org/q'], type: 'Quantity' }],
  })
  t.strictSame(rules({ type: [{ code: 'Patient' }] }, { type: [{ code: 'Resource' }] }), {
    resourceType: [{ types: ['Patient'] }],
  })
})
