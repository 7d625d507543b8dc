import { existsSync, readFileSync } from 'node:fs'
import t from 'tap'
import { loadDefinitions } from '../../../src/definitions/load.js'
import { FhirError } from '../../../src/fhir/outcome.js'
import { applyFhirPathPatch } from '../../../src/interactions/patch/fhirpath-patch.js'
import { xmlToJson } from '../../../src/rest/xml/xml-to-json.js'

const definitions = loadDefinitions()
const casesPath = '../shared/data/json-patch/fhir/fhir-patch-tests.xml'

t.test(
  'does as the published cases say',
  { skip: existsSync(casesPath) ? false : `${casesPath} is absent` },
  async (t) => {
    const text = readFileSync(casesPath, 'utf8')
    const json = (xml: string | undefined) => xmlToJson(xml ?? '', definitions, { depth: 100 })
    const sorted = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(sorted)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .sort()
                .map(([key, inner]) => [key, sorted(inner)]),
            )
          : value
    const withoutSpace = (resource: string) => sorted(JSON.parse(resource.replaceAll(/(\\n|\s)+/g, '')))
    for (const [, name = '', body = ''] of text.matchAll(/<case name="([^"]*)"[^>]*>(.*?)<\/case>/gs)) {
      const part = (tag: string) => new RegExp(`<${tag}>(.*)</${tag}>`, 's').exec(body)?.[1]?.trim()
      const apply = () => applyFhirPathPatch(json(part('input')), json(part('diff')), definitions)
      const output = part('output')
      if (output === undefined) t.throws(apply, { name: 'FhirError', status: 422 }, name)
      else t.strictSame(withoutSpace(apply()), withoutSpace(json(output)), name)
    }
  },
)

type Part = readonly [name: string, content: object]
const text = (name: string, valueString: string): Part => [name, { valueString }]
const operation = (type: string, path: string, ...parts: readonly Part[]) => ({
  name: 'operation',
  part: [text('type', type), text('path', path), ...parts].map(([name, content]) => ({ name, ...content })),
})
const patchText = (...operations: readonly object[]) =>
  JSON.stringify({ resourceType: 'Parameters', parameter: operations })
const patched = (resource: string, ...operations: readonly object[]) =>
  applyFhirPathPatch(resource, patchText(...operations), definitions)
const index = (name: string, valueInteger: number): Part => [name, { valueInteger }]

function refusal(resource: string, patch: string): FhirError {
  try {
    applyFhirPathPatch(resource, patch, definitions)
  } catch (error) {
    if (error instanceof FhirError) return error
    throw error
  }
  throw new Error(`not refused: ${patch}`)
}

t.test('keeps order and digits elsewhere, and those of the value', async (t) => {
  const patch = patchText(
    operation('replace', 'Observation.component[0].value', ['value', { valueQuantity: { value: 0 } }]),
  ).replace(':0}', ':2.50}')
  t.equal(
    applyFhirPathPatch(
      '{"resourceType":"Observation","valueQuantity":{"value":1.10},"component":[{"valueQuantity":{"value":1}}],"id":"1"}',
      patch,
      definitions,
    ),
    '{"resourceType":"Observation","valueQuantity":{"value":1.10},"component":[{"valueQuantity":{"value":2.50}}],"id":"1"}',
  )
})

t.test('a choice takes the JSON name of the value that it gets', async (t) => {
  const alive = '{"resourceType":"Patient"}'
  const dead = patched(alive, operation('add', 'Patient', text('name', 'deceased'), ['value', { valueBoolean: true }]))
  t.equal(dead, '{"resourceType":"Patient","deceasedBoolean":true}')
  t.equal(
    patched(dead, operation('replace', 'Patient.deceased', ['value', { valueDateTime: '2020-01-01' }])),
    '{"resourceType":"Patient","deceasedDateTime":"2020-01-01"}',
  )
  t.match(
    refusal(
      dead,
      patchText(operation('add', 'Patient', text('name', 'deceased'), ['value', { valueDateTime: '2020' }])),
    ),
    {
      status: 422,
      message: /there already and cannot repeat/,
    },
  )
  t.match(
    refusal(alive, patchText(operation('add', 'Patient', text('name', 'deceased'), ['value', { valueString: 'x' }])))
      .message,
    /`deceased` takes boolean or dateTime, the patch gives string/,
  )
})

t.test('primitives keep their extensions beside them, in lists too', async (t) => {
  const resource = '{"resourceType":"Patient","name":[{"given":["a","b"],"_given":[null,{"id":"x"}]}]}'
  t.equal(
    patched(resource, operation('delete', 'Patient.name.given[0]')),
    '{"resourceType":"Patient","name":[{"given":["b"],"_given":[{"id":"x"}]}]}',
  )
  t.equal(
    patched(
      resource,
      operation('insert', 'Patient.name[0].given', index('index', 2), [
        'value',
        { valueString: 'c', _valueString: { id: 'y' } },
      ]),
    ),
    '{"resourceType":"Patient","name":[{"given":["a","b","c"],"_given":[null,{"id":"x"},{"id":"y"}]}]}',
  )
  t.equal(
    patched(
      '{"resourceType":"Patient","birthDate":"1970"}',
      operation('add', 'Patient.birthDate', text('name', 'extension'), [
        'value',
        {
          part: [
            { name: 'url', valueUri: 'u' },
            { name: 'value', valueCode: 'c' },
          ],
        },
      ]),
    ),
    '{"resourceType":"Patient","birthDate":"1970","_birthDate":{"extension":[{"url":"u","valueCode":"c"}]}}',
  )
})

t.test('inserts into an empty list, moves, and deletes what leaves no empty object behind', async (t) => {
  const name = { valueHumanName: { family: 'f' } }
  t.equal(
    patched('{"resourceType":"Patient"}', operation('insert', 'Patient.name', index('index', 0), ['value', name])),
    '{"resourceType":"Patient","name":[{"family":"f"}]}',
  )
  t.equal(
    patched(
      '{"resourceType":"Patient","name":[{"text":"1"},{"text":"2"},{"text":"3"}]}',
      operation('move', 'Patient.name', index('source', 0), index('destination', 2)),
    ),
    '{"resourceType":"Patient","name":[{"text":"2"},{"text":"3"},{"text":"1"}]}',
  )
  t.equal(
    patched(
      '{"resourceType":"Patient","name":[{"text":"1"}],"active":true}',
      operation('delete', "Patient.name.where(text = '1').text"),
    ),
    '{"resourceType":"Patient","active":true}',
  )
  t.equal(patched('{"resourceType":"Patient"}', operation('delete', 'Patient.name')), '{"resourceType":"Patient"}')
})

t.test('adds contained resources and backbone elements', async (t) => {
  t.equal(
    patched(
      '{"resourceType":"Patient"}',
      operation('add', 'Patient', text('name', 'contained'), ['value', { resource: { resourceType: 'Device' } }]),
      operation('add', 'Patient.contained[0]', text('name', 'status'), ['value', { valueCode: 'active' }]),
      operation('add', 'Patient', text('name', 'contact'), [
        'value',
        {
          part: [
            { name: 'relationship', valueCodeableConcept: { text: 'a' } },
            { name: 'relationship', valueCodeableConcept: { text: 'b' } },
            { name: 'gender', valueString: 'male' },
          ],
        },
      ]),
    ),
    '{"resourceType":"Patient","contained":[{"resourceType":"Device","status":"active"}],"contact":[{"relationship":[{"text":"a"},{"text":"b"}],"gender":"male"}]}',
  )
})

const resource = '{"resourceType":"Patient","name":[{"text":"1"},{"text":"2"}],"active":true}'
const value: Part = ['value', { valueString: 'x' }]

t.test('refuses a malformed patch with 400', async (t) => {
  for (const patch of [
    '[]',
    '{"resourceType":"Patient"}',
    '{"resourceType":"Parameters","parameter":{}}',
    '{"resourceType":"Parameters","parameter":[{"name":"x"}]}',
    patchText({ name: 'operation' }),
    patchText(operation('spam', 'Patient.active')),
    patchText(operation('replace', 'Patient.active')),
    patchText(operation('add', 'Patient', value)),
    patchText(operation('insert', 'Patient.name', value)),
    patchText(operation('insert', 'Patient.name', value, index('index', -1))),
    patchText(operation('insert', "Patient.name.where(text = '1')", value, index('index', 0))),
    patchText(operation('move', 'Patient.name', index('source', 0))),
    patchText(operation('delete', 'Patient.name[', value)),
    patchText(operation('delete', 'Patient.spam')),
    patchText(operation('delete', 'Patient.active', text('path', 'Patient.name'))),
    patchText(operation('replace', 'Patient.active', ['value', {}])),
  ]) {
    t.equal(refusal(resource, patch).status, 400, patch)
  }
})

t.test('refuses what does not fit the resource with 422, and names the operation', async (t) => {
  for (const [one, sentence] of [
    [
      operation('replace', 'Patient.birthDate', value),
      /Operation 0 \(replace `Patient.birthDate`\) cannot be applied\. The path selects no element/,
    ],
    [operation('replace', 'Patient.name', value), /selects 2 elements; exactly one is needed/],
    [operation('delete', 'Patient.name'), /selects 2 elements/],
    [operation('delete', 'Patient'), /selects the resource itself/],
    [operation('add', 'Patient', text('name', 'spam'), value), /no element `spam` in `Patient`/],
    [operation('add', 'Patient', text('name', '__proto__'), value), /no element `__proto__`/],
    [operation('add', 'Patient', text('name', 'active'), ['value', { valueBoolean: false }]), /there already/],
    [operation('replace', 'Patient.active', value), /`active` takes boolean, the patch gives string/],
    [
      operation('replace', 'Patient.name[0]', ['value', { valueAddress: {} }]),
      /`name` takes HumanName, the patch gives Address/,
    ],
    [
      operation('add', 'Patient', text('name', 'contact'), ['value', { part: [{ name: 'spam', valueCode: 'x' }] }]),
      /no element `spam` in `Patient.contact`/,
    ],
    [
      operation('add', 'Patient', text('name', 'contact'), [
        'value',
        {
          part: [
            { name: 'gender', valueCode: 'x' },
            { name: 'gender', valueCode: 'x' },
          ],
        },
      ]),
      /cannot repeat/,
    ],
    [
      operation('insert', 'Patient.name', index('index', 3), ['value', { valueHumanName: {} }]),
      /`index` is 3, the list allows 0 to 2/,
    ],
    [operation('insert', 'Patient.active', index('index', 0), ['value', { valueBoolean: true }]), /is no list/],
    [operation('move', 'Patient.name', index('source', 2), index('destination', 0)), /`source` is 2/],
    [operation('move', 'Patient.name', index('source', 0), index('destination', 2)), /`destination` is 2/],
    [operation('move', 'Patient.telecom', index('source', 0), index('destination', 0)), /The list is empty/],
  ] as const) {
    t.match(refusal(resource, patchText(one)), { status: 422, message: sentence }, JSON.stringify(one))
  }
})

t.test('refuses more operations than a large resource can take', async (t) => {
  const large = JSON.stringify({ resourceType: 'Patient', name: [{ text: 'x'.repeat(1_000_000) }] })
  const many = patchText(...Array.from({ length: 101 }, () => operation('delete', 'Patient.active')))
  t.match(refusal(large, many), { status: 400, message: /101 operations is too much/ })
})
