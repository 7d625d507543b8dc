import t from 'tap'
import { loadDefinitions } from '../../src/definitions/load.js'
import { parseJson } from '../../src/fhir/json-parse.js'
import { textOf, treeOf } from '../../src/fhir/json-tree.js'
import { parseSelection, type Selection, subset } from '../../src/interactions/subset.js'
import { examples, examplesAbsent } from '../rest/xml/examples.js'

const definitions = loadDefinitions()
const SUBSETTED = '{"system":"http://terminology.hl7.org/CodeSystem/v3-ObservationValue","code":"SUBSETTED"}'
const cut = (text: string, ...parameters: readonly (readonly [string, string])[]) => {
  const selection = parseSelection(parameters)
  return selection === undefined ? text : subset(text, selection, definitions)
}

const patient =
  '{"resourceType":"Patient","id":"1","meta":{"versionId":"3","lastUpdated":"2026-11-24T09:30:00.000Z","tag":[{"code":"x"}]},"text":{"status":"generated","div":"<div/>"},"active":true,"_active":{"id":"a"},"name":[{"family":"F","extension":[{"url":"u"}]}],"deceasedBoolean":false,"multipleBirthInteger":2,"photo":[{"title":"t"}],"odd":1.10,"link":[{"other":{"reference":"Patient/2"},"type":"seealso"}]}'
const head = `{"resourceType":"Patient","id":"1","meta":{"versionId":"3","lastUpdated":"2026-11-24T09:30:00.000Z","tag":[{"code":"x"},${SUBSETTED}]}`

t.test('reads _summary and _elements, and refuses other values', async (t) => {
  t.strictSame(parseSelection([['_count', '1']]), undefined)
  t.strictSame(parseSelection([['_summary', 'false']]), undefined)
  t.strictSame(
    parseSelection([
      ['_summary', 'true'],
      ['_summary', 'true'],
    ]),
    { kind: 'summary' },
  )
  t.strictSame(parseSelection([['_summary', 'count']]), { kind: 'count' })
  t.strictSame(
    parseSelection([
      ['_elements', 'name, Patient.photo'],
      ['_elements', 'value[x]'],
    ]),
    {
      kind: 'elements',
      names: new Set(['name', 'Patient.photo', 'value']),
    },
  )
  t.strictSame(
    parseSelection([
      ['_summary', 'false'],
      ['_elements', 'name'],
    ])?.kind,
    'elements',
  )
  for (const parameters of [
    [['_summary', 'yes']],
    [['_summary', '']],
    [
      ['_summary', 'true'],
      ['_summary', 'text'],
    ],
    [
      ['_summary', 'true'],
      ['_elements', 'name'],
    ],
    [['_elements', '']],
    [['_elements', 'name,,photo']],
    [['_elements', 'name.family']],
    [['_elements', '__proto__']],
  ] as const) {
    t.throws(() => parseSelection(parameters), { name: 'FhirError', message: /_/ }, JSON.stringify(parameters))
  }
})

t.test('_elements lists at most 1,000 names', async (t) => {
  const names = Array.from({ length: 1_000 }, (_, index) => `name${index}`)
  t.match(parseSelection([['_elements', names.join()]]), { kind: 'elements' })
  for (const parameters of [
    [['_elements', [...names, 'name'].join()]],
    [
      ['_elements', names.join()],
      ['_elements', 'name'],
    ],
    [['_elements', 'name,'.repeat(1_000_000)]],
  ] as const)
    t.throws(() => parseSelection(parameters), { name: 'FhirError', status: 400, message: /more than 1000 names/ })
})

t.test('_elements keeps what is listed, modifier elements, and the tag', async (t) => {
  t.equal(
    cut(patient, ['_elements', 'photo,multipleBirth']),
    `${head},"active":true,"_active":{"id":"a"},"deceasedBoolean":false,"multipleBirthInteger":2,"photo":[{"title":"t"}],"link":[{"other":{"reference":"Patient/2"},"type":"seealso"}]}`,
  )
  t.match(
    cut(patient, ['_elements', 'Patient.name,Device.photo']),
    /"name":\[\{"family":"F","extension":\[\{"url":"u"\}\]\}\]/,
  )
  t.notMatch(cut(patient, ['_elements', 'Device.photo']), /photo/)
  t.match(
    cut('{"resourceType":"Observation","status":"final","code":{"text":"c"},"issued":"x"}', ['_elements', 'issued']),
    /"status":"final","code":\{"text":"c"\},"issued":"x"/,
    'mandatory',
  )
})

t.test('_summary=true keeps summary elements at every level', async (t) => {
  t.equal(
    cut(patient, ['_summary', 'true']),
    `${head},"active":true,"_active":{"id":"a"},"name":[{"family":"F"}],"deceasedBoolean":false,"link":[{"other":{"reference":"Patient/2"},"type":"seealso"}]}`,
  )
  t.equal(
    cut('{"resourceType":"Patient","modifierExtension":[{"url":"u","valueDecimal":1.10}]}', ['_summary', 'true']),
    `{"resourceType":"Patient","meta":{"tag":[${SUBSETTED}]},"modifierExtension":[{"url":"u","valueDecimal":1.10}]}`,
  )
})

t.test('_summary=text keeps the narrative and mandatory elements, _summary=data everything else', async (t) => {
  t.equal(cut(patient, ['_summary', 'text']), `${head},"text":{"status":"generated","div":"<div/>"}}`)
  const rest = patient.slice(patient.indexOf(',"active"'))
  t.equal(cut(patient, ['_summary', 'data']), head + rest)
})

t.test('tags once, with or without meta', async (t) => {
  const once = cut(patient, ['_summary', 'true'])
  t.equal(cut(once, ['_summary', 'true']), once)
  t.equal(
    cut('{"resourceType":"Patient","meta":{}}', ['_summary', 'data']),
    `{"resourceType":"Patient","meta":{"tag":[${SUBSETTED}]}}`,
  )
  t.equal(
    cut('{"resourceType":"Patient","meta":{"tag":[],"source":"s"}}', ['_summary', 'data']),
    `{"resourceType":"Patient","meta":{"tag":[${SUBSETTED}],"source":"s"}}`,
  )
  t.equal(
    cut('{"resourceType":"Patient","id":"1"}', ['_summary', 'data']),
    `{"resourceType":"Patient","id":"1","meta":{"tag":[${SUBSETTED}]}}`,
  )
})

t.test('count means nothing for one resource', async (t) => {
  t.throws(() => subset(patient, { kind: 'count' }, definitions), { message: /counts the matches/ })
})

t.test('what stays of the examples is JSON, and stays as it was', { skip: examplesAbsent }, async (t) => {
  const selections: readonly Selection[] = [
    { kind: 'summary' },
    { kind: 'text' },
    { kind: 'data' },
    { kind: 'elements', names: new Set(['identifier']) },
  ]
  for (const { name, text } of examples('json')) {
    const json = parseJson(text, { depth: 100, numberLength: 256 }).text
    const whole = JSON.parse(textOf(treeOf(json))) as Record<string, unknown>
    for (const selection of selections) {
      const part = JSON.parse(subset(json, selection, definitions)) as Record<string, unknown>
      const { meta, ...rest } = part
      t.match(JSON.stringify(meta), /SUBSETTED/, name)
      // A summary cuts within elements too, so only the names are compared there.
      if (selection.kind === 'summary')
        t.strictSame(
          Object.keys(rest).filter((key) => !(key in whole)),
          [],
          name,
        )
      else t.strictSame(rest, Object.fromEntries(Object.keys(rest).map((key) => [key, whole[key]])), name)
    }
  }
})
