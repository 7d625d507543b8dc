import t from 'tap'
import { found, invariantOf } from '../../../src/validation/rules/found.js'
import { ask } from './sample-run.js'

t.test('reports at the place within the spot, as an error unless it says otherwise', async (t) => {
  const { findings } = ask(
    (_, spot) => {
      found(spot, '/coding/0', { code: 'value', sentence: 'A.' })
      found(spot, '', { severity: 'warning', code: 'value', sentence: 'B.', rule: invariantOf('Reference', 'ref-1') })
    },
    undefined,
    { pointer: '/code' },
  )
  t.same(findings, [
    { severity: 'error', code: 'value', sentence: 'A.', pointer: '/code/coding/0' },
    {
      severity: 'warning',
      code: 'value',
      sentence: 'B.',
      pointer: '/code',
      rule: { system: 'http://hl7.org/fhir/StructureDefinition/Reference', code: 'ref-1' },
    },
  ])
})
