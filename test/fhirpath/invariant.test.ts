import t from 'tap'
import { compileInvariant } from '../../src/fhirpath/invariant.js'
import { definitions, environment, patient } from './invariant/evaluate.js'

const focus = { type: 'Patient', value: patient, sibling: undefined }
const resultOf = (expression: string) => compileInvariant(expression, definitions)(focus, environment())

t.test('any expression becomes a function', async (t) => {
  t.same(resultOf('name.exists()'), { kind: 'holds' })
  t.same(resultOf('name.empty()'), { kind: 'violated' })
  t.same(resultOf('4.sqrt() = 2'), { kind: 'holds' })
  t.match(resultOf('(('), { kind: 'failed', message: /\S/ })
})

t.test('a resource with many contained ones is checked in time', async (t) => {
  const count = 5000
  const container = {
    resourceType: 'Condition',
    contained: Array.from({ length: count }, (_, index) => ({ resourceType: 'Patient', id: `p${index}` })),
    evidence: Array.from({ length: count }, (_, index) => ({ detail: [{ reference: `#p${index}` }] })),
  }
  const expression =
    "contained.where((('#'+id in (%resource.descendants().reference | %resource.descendants().as(canonical))) or descendants().where(reference = '#').exists()).not()).trace('unmatched', id).empty()"
  const ask = (value: object) =>
    compileInvariant(expression, definitions)(
      { type: 'Condition', value, sibling: undefined },
      environment({ resource: value, rootResource: value }),
    )
  t.same(ask(container), { kind: 'holds' })
  t.same(ask({ ...container, evidence: container.evidence.slice(1) }), { kind: 'violated' })
})
