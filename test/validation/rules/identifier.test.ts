import t from 'tap'
import { identifier } from '../../../src/validation/rules/identifier.js'
import { ask, strangeValues } from './sample-run.js'

const rule = identifier()
const lines = (system: unknown, value: unknown) => ask(rule, { system, value }).lines

t.test('wants an absolute system', async (t) => {
  t.same(lines('http://example.org/mrn', '5'), [])
  t.same(lines('mrn', '5'), ['error value /x/system'])
  t.same(ask(rule, { value: '5' }).lines, [])
})

t.test('wants a whole uri in the system of uris', async (t) => {
  t.same(lines('urn:ietf:rfc:3986', 'urn:oid:1.2.3'), [])
  t.same(lines('urn:ietf:rfc:3986', '1.2.3'), ['error value /x/value'])
})

t.test('warns of a wrong National Provider Identifier', async (t) => {
  for (const value of ['1234567893', '1245319599', '1679576722'])
    t.same(lines('http://hl7.org/fhir/sid/us-npi', value), [], value)
  for (const value of ['1234567890', '123456789', '3234567893', '12345678933', 'abcdefghij']) {
    t.same(lines('http://hl7.org/fhir/sid/us-npi', value), ['warning value /x/value'], value)
  }
})

t.test('warns of what is no social security number, without repeating it', async (t) => {
  const system = 'http://hl7.org/fhir/sid/us-ssn'
  for (const value of ['123456789', '123-45-6789']) t.same(lines(system, value), [])
  const asked = ask(rule, { system, value: '12345678' })
  t.same(asked.lines, ['warning value /x/value'])
  t.notMatch(asked.sentences[0], /12345678/)
})

t.test('leaves values of other JSON types to the structure check', async (t) => {
  for (const value of strangeValues) t.same(ask(rule, value).lines, [])
  t.same(lines('constructor:x', 'a'), [])
  t.same(lines('urn:ietf:rfc:3986', 5), [])
})
