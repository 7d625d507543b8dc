import t from 'tap'
import { canonicalForm } from '../../../src/validation/rules/canonical-form.js'
import { ask, strangeValues } from './sample-run.js'

const rule = canonicalForm(() => ({ types: undefined, profiles: new Map() }))
const inner = { resourceType: 'ValueSet', id: 'v' }
const resource = { resourceType: 'Questionnaire', contained: [inner] }

t.test('takes absolute urls, urns, and contained resources', async (t) => {
  for (const text of ['http://a.org/b', 'http://a.org/b|1#c', 'urn:uuid:1', '#v']) {
    t.same(ask(rule, text, { resource }).lines, [], text)
  }
  t.same(ask(rule, '#', { resource: inner, container: resource }).lines, [])
})

t.test('warns of relative urls, and refuses fragments that lead nowhere', async (t) => {
  for (const text of ['ValueSet/v', 'v', '#w', '/a']) {
    t.same(ask(rule, text, { resource }).lines, [text.startsWith('#') ? 'error value /x' : 'warning value /x'], text)
  }
})

t.test('leaves values of other JSON types to the structure check', async (t) => {
  for (const value of strangeValues) if (value !== '') t.same(ask(rule, value).lines, [])
})

t.test('refuses what is known to be of another type', async (t) => {
  const wanting = canonicalForm(() => ({ types: new Set(['CodeSystem']), profiles: new Map() }))
  t.same(ask(wanting, 'http://hl7.org/fhir/ValueSet/item-type').lines, ['error value /x'])
  t.same(ask(wanting, 'http://hl7.org/fhir/item-type').lines, [])
  t.same(ask(wanting, 'http://example.org/unknown').lines, [])
})
