import t from 'tap'
import { loadDefinitions } from '../../src/definitions/load.js'
import { distinctIncludes, type IncludeName, parseInclude } from '../../src/search/include-parameter.js'

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

t.test('takes each include once, and not too many', async (t) => {
  t.same(
    distinctIncludes([
      ['_include', 'Observation:subject,Observation:subject:,*'],
      ['date', '2026,2026'],
      ['_include:recurse', 'Observation:subject'],
      ['_include:iterate', 'Observation:subject'],
      ['_include', '*'],
      ['_revinclude', '*,*'],
      ['_include', ''],
    ]),
    [
      ['_include', 'Observation:subject,*'],
      ['date', '2026,2026'],
      ['_include:recurse', 'Observation:subject'],
      ['_revinclude', '*'],
      ['_include', ''],
    ],
  )
  const many = Array.from({ length: 51 }, (_, at) => `Observation:p${at}`)
  t.equal(distinctIncludes([['_include', many.slice(1).join(',')]]).length, 1)
  t.throws(() => distinctIncludes([['_include', many.join(',')]]), { name: 'FhirError', status: 400 })
})
