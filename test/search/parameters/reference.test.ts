import fc from 'fast-check'
import t from 'tap'
import { columnsOf } from '../../../src/search/columns.js'
import { reference } from '../../../src/search/parameters/reference.js'
import { context, finds, indexed, predicateOf } from '../clinic.js'

const observation = (subject: object): { resourceType: string; subject: object } => ({
  resourceType: 'Observation',
  subject,
})

// https://hl7.org/fhir/R4/search.html#reference
t.test('a local reference is found by Type/id, id, url, alias, and whatever version', async (t) => {
  for (const stored of ['Patient/1', 'Patient/1/_history/2', 'http://clinic.example/fhir/Patient/1'])
    for (const value of [
      '1',
      'Patient/1',
      'Patient/1/_history/7',
      'http://clinic.example/fhir/Patient/1',
      'https://alias.example/r4/Patient/1',
    ]) {
      t.ok(finds(observation({ reference: stored }), 'subject', value), `${stored} by ${value}`)
      t.ok(finds(observation({ reference: stored }), 'patient', value), `${stored} by patient=${value}`)
    }
  for (const value of ['2', 'Group/1', 'http://other.example/Patient/1'])
    t.notOk(finds(observation({ reference: 'Patient/1' }), 'subject', value), value)
})

t.test(':[type] names the type of a bare id', async (t) => {
  t.ok(finds(observation({ reference: 'Patient/1' }), 'subject:Patient', '1'))
  t.ok(finds(observation({ reference: 'Patient/1' }), 'subject:Patient', 'Patient/1'))
  t.notOk(finds(observation({ reference: 'Patient/1' }), 'subject:Group', '1'))
  t.throws(() => predicateOf('Observation', 'subject:Group', 'Patient/1'), { message: /`Group\/id`/ })
})

t.test('other servers and urns are found as they stand', async (t) => {
  t.ok(
    finds(
      observation({ reference: 'http://o.example/fhir/Patient/1/_history/2' }),
      'subject',
      'http://o.example/fhir/Patient/1',
    ),
  )
  t.ok(finds(observation({ reference: 'urn:uuid:9c8d' }), 'subject', 'urn:uuid:9c8d'))
})

t.test(':identifier looks at the identifier beside or instead of the reference', async (t) => {
  const resource = observation({ identifier: { system: 'http://s', value: '7' } })
  for (const value of ['7', 'http://s|7', 'http://s|']) t.ok(finds(resource, 'subject:identifier', value), value)
  t.notOk(finds(resource, 'subject', '7'))
  t.ok(finds(resource, 'subject:missing', 'false'))
})

t.test('canonicals are references too, with or without version', async (t) => {
  const answers = { resourceType: 'QuestionnaireResponse', questionnaire: 'http://q.example/intake|2' }
  t.ok(finds(answers, 'questionnaire', 'http://q.example/intake'))
  t.ok(finds(answers, 'questionnaire', 'http://q.example/intake|2'))
  t.notOk(finds(answers, 'questionnaire', 'http://q.example/intake|3'))
})

t.test('a message’s first entry stands for a reference to it', async (t) => {
  const bundle = {
    resourceType: 'Bundle',
    type: 'document',
    entry: [{ resource: { resourceType: 'Composition', id: 'c' } }],
  }
  t.ok(finds(bundle, 'composition', 'Composition/c'))
  t.notOk(finds(bundle, 'composition', 'Composition/d'))
})

t.test('the column holds the hash of Type/id of a local target only', async (t) => {
  const at = columnsOf('Observation').findIndex(({ name }) => name === 'subject')
  t.equal(indexed(observation({ reference: 'Patient/1/_history/2' })).columns[at], context.hash('Patient/1'))
  t.equal(indexed(observation({ reference: 'http://o.example/Patient/1' })).columns[at], null)
  t.equal(indexed(observation({ reference: '#p' })).columns[at], null)
})

t.test('what is no reference is refused', async (t) => {
  for (const value of ['', 'a b', '#p', 'Patient?name=x', 'Patient/'])
    t.throws(() => predicateOf('Observation', 'subject', value), { message: /`subject` can't take/ })
})

t.test('what is indexed is found by its own text', async () => {
  const id = fc.string({ unit: fc.constantFrom(...'aZ09-.'), minLength: 1, maxLength: 64 })
  fc.assert(
    fc.property(id, fc.constantFrom('Patient', 'Group', 'Device', 'Location'), (id, type) => {
      const resource = observation({ reference: `${type}/${id}` })
      return finds(resource, 'subject', `${type}/${id}`) && finds(resource, 'subject', id)
    }),
  )
})

t.test('the modifiers are those that are matched', async (t) => {
  t.same(reference.modifiers, ['missing', 'identifier', '[type]'])
})
