import t from 'tap'
import { rules } from '../../../src/validation/rules/registry.js'
import type { Rule } from '../../../src/validation/run.js'
import { ask, strangeValues } from './sample-run.js'

const parameters: Record<keyof typeof rules, object> = {
  attachment: {},
  binding: {
    strength: 'required',
    valueSet: 'http://hl7.org/fhir/ValueSet/administrative-gender',
    type: 'CodeableConcept',
  },
  bundle: {},
  coding: {},
  contained: {},
  extension: { modifier: true },
  fixed: { value: { a: 1 } },
  identifier: {},
  invariant: { key: 'a-1', severity: 'error', human: 'A.', expression: 'a.exists()', type: 'Patient' },
  maxLength: { max: 1 },
  maxValue: { value: 1, type: 'integer' },
  minValue: { value: 1, type: 'integer' },
  narrative: {},
  pattern: { value: { a: 1 } },
  quantity: {},
  reference: { targets: ['http://hl7.org/fhir/StructureDefinition/Patient'], profiles: [] },
}

t.test('makes each rule from plain JSON, and no rule throws whatever the value is', async (t) => {
  const members = Object.keys(parameters).concat(
    'coding',
    'code',
    'system',
    'url',
    'reference',
    'entry',
    'contained',
    'data',
    'size',
    'hash',
    'div',
  )
  for (const [name, make] of Object.entries(rules)) {
    const rule = (make as (parameters: object) => Rule)(
      JSON.parse(JSON.stringify(parameters[name as keyof typeof rules])),
    )
    for (const value of strangeValues) {
      t.doesNotThrow(() => ask(rule, value, { resource: { resourceType: 'Patient' }, pointer: '/extension/0' }), name)
      for (const member of members) {
        const object = { [member]: value }
        t.doesNotThrow(
          () => ask(rule, object, { resource: object, pointer: '/extension/0', bundle: object }),
          `${name} ${member}`,
        )
      }
    }
  }
})
