import t from 'tap'
import { bundleEntries } from '../../src/fhir/bundle-entries.js'
import { parseJson } from '../../src/fhir/json-parse.js'
import { resourceText } from '../../src/fhir/resource-text.js'
import { limits } from './json-samples.js'

const entries = (text: string) => bundleEntries(parseJson(text, limits))

t.test('cuts each resource out of the text as it stands', async (t) => {
  const found = entries(
    '{ "resourceType": "Bundle", "entry": [ { "fullUrl": "u", "resource": { "resourceType": "Patient", "x": 1.10 } }, { "request": {} }, {"resource":{"resourceType":"Device"}} ], "total": 1 }',
  )
  t.strictSame(
    found.map(({ resource }) => resource?.text),
    ['{"resourceType":"Patient","x":1.10}', undefined, '{"resourceType":"Device"}'],
  )
  t.strictSame(found[0]?.value, { fullUrl: 'u', resource: { resourceType: 'Patient', x: 1.1 } })
  t.equal(found[0]?.resource?.value, found[0]?.value.resource)
  t.equal(resourceText(found[0]?.resource ?? { text: '', value: {} }).rest, ',"x":1.10')
})

t.test('a Bundle without entries has none', async (t) => {
  t.strictSame(entries('{"resourceType":"Bundle"}'), [])
  t.strictSame(entries('{"resourceType":"Bundle","entry":[]}'), [])
})

t.test('refuses entries of another shape', async (t) => {
  for (const entry of [
    '{}',
    '"a"',
    'null',
    '[1]',
    '[null]',
    '[[]]',
    '[{"resource":1}]',
    '[{"resource":null}]',
    '[{"resource":[]}]',
  ]) {
    t.throws(() => entries(`{"resourceType":"Bundle","entry":${entry}}`), { status: 400, message: /./ })
  }
})
