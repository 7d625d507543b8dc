import t from 'tap'
import { check, findings } from './samples.js'

t.test('every finding is an error with a sentence and a place', async (t) => {
  t.same(check('Patient', { resourceType: 'Patient', name: [{ given: ['a', 5] }] }), [
    {
      severity: 'error',
      code: 'structure',
      diagnostics:
        '`Patient.name[0].given[1]` is a number; it has to be text of at most 1,048,576 characters that is more than white space.',
      expression: ['Patient.name[0].given[1]'],
    },
  ])
})

t.test('the resource has to be of the type that was asked for, and of one that exists', async (t) => {
  t.same(findings({ resourceType: 'Patient' }, 'Basic')[0], 'structure Basic.resourceType')
  t.same(findings({ resourceType: 'Nonsense' }), ['structure Resource.resourceType'])
  t.same(findings({ resourceType: 'DomainResource' }), ['structure Resource.resourceType'])
})

t.test('contained resources are looked into by their own type', async (t) => {
  const patient = (...contained: readonly unknown[]) => findings({ resourceType: 'Patient', contained })
  t.same(patient({ resourceType: 'Organization', id: 'a', name: 'b' }), [])
  t.same(patient({ resourceType: 'Organization', id: 'a', nmae: 'b' }), ['structure Patient.contained[0].nmae'])
  t.same(patient({ resourceType: 'Nonsense' }), ['structure Patient.contained[0].resourceType'])
  t.same(patient({ id: 'a' }), ['required Patient.contained[0].resourceType'])
  t.same(patient({ resourceType: 5 }, null, 'a'), [
    'structure Patient.contained[0].resourceType',
    'structure Patient.contained[1]',
    'structure Patient.contained[2]',
  ])
  t.match(check('Patient', { resourceType: 'Patient', contained: [{ resourceType: 'Organisation' }] }), [
    { diagnostics: /no resource type of FHIR R4\. Did you mean `Organization`\?/ },
  ])
})

t.test('so are resources in Bundles and Parameters', async (t) => {
  const wrong = { resourceType: 'Patient', active: 'yes' }
  t.same(findings({ resourceType: 'Bundle', type: 'collection', entry: [{ resource: wrong }] }), [
    'structure Bundle.entry[0].resource.active',
  ])
  t.same(findings({ resourceType: 'Parameters', parameter: [{ name: 'a', part: [{ name: 'b', resource: wrong }] }] }), [
    'structure Parameters.parameter[0].part[0].resource.active',
  ])
})

t.test('names that every object has are no elements', async (t) => {
  for (const name of ['constructor', 'toString', 'hasOwnProperty', 'valueOf', '__proto__']) {
    const resource = JSON.parse(`{"resourceType":"Patient","${name}":{"a":1}}`)
    t.same(findings(resource), [`structure Patient.${name}`], name)
  }
})

t.test('a resource of a thousand levels, or of a million mistakes, is answered soon', async (t) => {
  const levels = 1_000
  const item = `{"linkId":"a","type":"group","item":[`.repeat(levels)
  const text = `{"resourceType":"Questionnaire","status":"draft","item":[${item}{"linkId":5}${']}'.repeat(levels)}]}`
  t.equal(findings(JSON.parse(text)).length, 2)
  const resource = { resourceType: 'Patient', name: Array.from({ length: 1_000_000 }, () => ({ nmae: 'a' })) }
  t.equal(check('Patient', resource).length, 51)
})
