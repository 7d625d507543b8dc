import t from 'tap'
import { loadDefinitions } from '../../src/definitions/load.js'
import { type IncludeName, parseInclude } from '../../src/search/include-parameter.js'

const context = { definitions: loadDefinitions(), types: ['Observation'] }
const parse = (name: IncludeName, value: string, modifier?: string) => parseInclude(name, [modifier, value], context)

t.test('reads every form', async (t) => {
  t.same(parse('_include', 'Observation:subject'), [
    { kind: 'include', iterate: false, sourceType: 'Observation', parameter: 'subject' },
  ])
  t.same(parse('_include', 'Observation:subject:Patient', 'iterate'), [
    { kind: 'include', iterate: true, sourceType: 'Observation', parameter: 'subject', targetType: 'Patient' },
  ])
  t.match(parse('_revinclude', 'Provenance:target', 'recurse'), [{ kind: 'revinclude', iterate: true }])
  t.same(parse('_include', '*'), [{ kind: 'include', iterate: false, sourceType: 'Observation', parameter: '*' }])
  t.match(parse('_include', 'Observation:*'), [{ parameter: '*' }])
  t.match(parse('_revinclude', '*'), [{ sourceType: '*', parameter: '*' }])
})

t.test('refuses what is not there, and names the nearest', async (t) => {
  t.throws(() => parse('_include', 'Observation:subjct'), { status: 400, message: /Did you mean `subject`/ })
  t.throws(() => parse('_include', 'Observation:status'), { status: 400, message: /not a reference/ })
  t.throws(() => parse('_include', 'Observatio:subject'), { status: 400, message: /Did you mean `Observation`/ })
  t.throws(() => parse('_include', 'Observation:subject:Pation'), { name: 'FhirError', status: 400 })
  t.throws(() => parse('_include', 'Observation'), { name: 'FhirError', status: 400 })
  t.throws(() => parse('_include', 'Observation:subject', 'itrate'), { name: 'FhirError', status: 400 })
})
