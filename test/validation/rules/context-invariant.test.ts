import t from 'tap'
import { checkContextInvariants } from '../../../src/validation/rules/context-invariant.js'
import { elementWith } from '../../../src/validation/rules/extended-element.js'
import { ask, canonicals } from './sample-run.js'

function check(item: object, ...contextInvariant: readonly string[]) {
  const definition = { resourceType: 'StructureDefinition', url: 'http://example.org/a', contextInvariant } as never
  const resource = { resourceType: 'Questionnaire', item: [item] }
  return ask(
    (_, spot) => {
      const element = elementWith(spot)
      if (element !== undefined) checkContextInvariants(definition, element, spot)
    },
    undefined,
    { resource, pointer: '/item/0/extension/0' },
  ).lines
}

t.test('holds the element around an extension to its context invariants', async (t) => {
  t.same(check({ type: 'integer' }, "type='integer'"), [])
  t.same(check({ type: 'string' }, "type='integer'"), ['error extension /item/0/extension/0'])
  t.same(check({ type: 'string' }, "type='string'", "type='integer'"), ['error extension /item/0/extension/0'])
})

t.test('passes over those that name the extension itself, or that cannot be evaluated', async (t) => {
  t.same(check({ type: 'string' }, "type='integer' and %extension.value = 1", 'this is ('), [])
})

t.test('reads those of R4’s own extensions', async (t) => {
  const slider = canonicals.find(
    'StructureDefinition',
    'http://hl7.org/fhir/StructureDefinition/questionnaire-sliderStepValue',
  )
  t.same(slider?.contextInvariant, ["type='integer'"])
})
