import fc from 'fast-check'
import t from 'tap'
import { parseJson } from '../../src/fhir/json-parse.js'
import { resourceText, serialize } from '../../src/fhir/resource-text.js'
import { limits, objectText, tokensOf } from './json-samples.js'

const split = (text: string) => resourceText(parseJson(text, limits))

t.test('create then read keeps every token but those of id and meta', async (t) => {
  fc.assert(
    fc.property(objectText(['"resourceType": "Patient"']), (text) => {
      const stored = serialize(split(text), '1', 1, '2026-11-24T09:30:00.000Z')
      const head =
        '{"resourceType":"Patient","id":"1","meta":{"versionId":"1","lastUpdated":"2026-11-24T09:30:00.000Z"}'
      t.equal(stored.slice(0, head.length), head)
      t.equal(`{"resourceType":"Patient"${stored.slice(head.length)}`, tokensOf(text).join(''))
      t.equal(
        serialize(split(stored), '1', 1, '2026-11-24T09:30:00.000Z'),
        stored,
        'writing what was read changes nothing',
      )
    }),
  )
})

t.test('takes id, type and the rest of meta from wherever they stand', async (t) => {
  const content = split(
    '{"active": true, "meta": {"versionId": "7", "profile": ["p"], "lastUpdated": "x", "tag": []}, "id": "a", "resourceType": "Patient", "x": 1.10}',
  )
  t.match(content, { type: 'Patient', id: 'a', metaRest: ',"profile":["p"],"tag":[]', rest: ',"active":true,"x":1.10' })
  t.equal(content.exactNumbers, undefined)
  t.match(split('{"resourceType":"Patient"}'), { id: undefined, metaRest: '', rest: '' })
})

t.test('needs no noted members', async (t) => {
  t.match(
    resourceText({
      text: '{"resourceType":"Patient","id":"a","b":1}',
      value: { resourceType: 'Patient', id: 'a', b: 1 },
    }),
    { rest: ',"b":1' },
  )
})

t.test('gives numbers exactly where doubles lose digits', async (t) => {
  const { exactNumbers } = split('{"resourceType":"Observation","value":123456789012345678901}')
  t.equal(String((exactNumbers as { value: unknown }).value), '123456789012345678901')
})

t.test('refuses a wrong resourceType, id or meta', async (t) => {
  for (const text of [
    '{}',
    '{"resourceType":1}',
    '{"resourceType":"Patient\\",\\"id\\":\\"x"}',
    '{"resourceType":"Patient","id":1}',
    '{"resourceType":"Patient","id":null}',
    '{"resourceType":"Patient","meta":[]}',
    '{"resourceType":"Patient","meta":null}',
  ]) {
    t.throws(() => split(text), { status: 400, message: /./ })
  }
})
