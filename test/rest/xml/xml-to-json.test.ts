import t from 'tap'
import { loadDefinitions } from '../../../src/definitions/load.js'
import { parseJson } from '../../../src/fhir/json-parse.js'
import { sameValue, treeOf } from '../../../src/fhir/json-tree.js'
import { FhirError } from '../../../src/fhir/outcome.js'
import { xmlToJson } from '../../../src/rest/xml/xml-to-json.js'
import { comparable, examples, examplesAbsent, jsonTwin, skeleton } from './examples.js'

const definitions = loadDefinitions()
const limits = { depth: 100, numberLength: 256 }
const read = (xml: string) => xmlToJson(xml, definitions, limits)
const patient = (content: string, attributes = '') =>
  `<Patient xmlns="http://hl7.org/fhir"${attributes}>${content}</Patient>`
const quantity = (value: string) =>
  `<Observation xmlns="http://hl7.org/fhir"><valueQuantity><value value="${value}"/></valueQuantity></Observation>`

t.test('reads the examples of the specification as their JSON twins', { skip: examplesAbsent }, async (t) => {
  for (const { name, text } of examples('xml')) {
    const expected = comparable(treeOf(parseJson(jsonTwin(name), limits).text), skeleton)
    const found = comparable(treeOf(read(text)), skeleton)
    // In this one the twins write the same decimals in different ways: `1.0e0` and `1.0`.
    if (name === 'Observation-decimal') t.ok(sameValue(found, expected), name)
    else t.strictSame(found, expected, name)
  }
})

t.test('keeps the text of decimals and strings', async (t) => {
  t.equal(read(quantity('1.10')), '{"resourceType":"Observation","valueQuantity":{"value":1.10}}')
  t.equal(
    read(quantity('123456789012345678901234567890.10')),
    '{"resourceType":"Observation","valueQuantity":{"value":123456789012345678901234567890.10}}',
  )
  t.equal(
    read(patient('<language value=" a&#10;&#9;&lt;&quot;&#x1F600; "/>')),
    '{"resourceType":"Patient","language":" a\\n\\t<\\"😀 "}',
  )
  t.equal(
    read(patient('<multipleBirthInteger value="+2"/><active value="true"/>')),
    '{"resourceType":"Patient","multipleBirthInteger":2,"active":true}',
  )
})

t.test('pads lists of primitives whose extensions or values are missing', async (t) => {
  const extension = '<extension url="u"><valueString value="x"/></extension>'
  t.equal(
    read(
      patient(
        `<name><given value="a"/><given id="1">${extension}</given><given value="b"/></name><birthDate value="1970">${extension}</birthDate>`,
      ),
    ),
    '{"resourceType":"Patient","name":[{"given":["a",null,"b"],"_given":[null,{"id":"1","extension":[{"url":"u","valueString":"x"}]},null]}],"birthDate":"1970","_birthDate":{"extension":[{"url":"u","valueString":"x"}]}}',
  )
})

t.test('reads resources within resources, and narratives as canonical XHTML', async (t) => {
  t.equal(
    read(
      '<?xml version="1.0" encoding="UTF-8"?><!-- c --><f:Bundle xmlns:f="http://hl7.org/fhir"><f:entry><f:resource><f:Patient><f:contained><f:Device/></f:contained></f:Patient></f:resource></f:entry></f:Bundle>',
    ),
    '{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","contained":[{"resourceType":"Device"}]}}]}',
  )
  t.equal(
    JSON.parse(
      read(
        patient(
          '<text><status value="generated"/><h:div xmlns:h="http://www.w3.org/1999/xhtml" lang=\'e"n\'><!-- c --><h:p >a &amp; b&#160;&lt;<h:br></h:br><![CDATA[<x>]]></h:p> </h:div></text>',
        ),
      ),
    ).text.div,
    '<div xmlns="http://www.w3.org/1999/xhtml" lang="e&quot;n"><p>a &amp; b\u00a0&lt;<br/>&lt;x&gt;</p> </div>',
  )
})

t.test('ignores schema locations, comments and processing instructions', async (t) => {
  const schema = ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://hl7.org/fhir x.xsd"'
  t.equal(
    read(`\ufeff${patient('<!-- c --><?p i?>\n<active value="false"/>', schema)}`),
    '{"resourceType":"Patient","active":false}',
  )
})

const deep = `${'<extension url="u">'.repeat(120)}${'</extension>'.repeat(120)}`

/** What is refused, and the sentence that says why; undefined where it is not. */
const refusals: readonly (readonly [xml: string, sentence: RegExp | undefined])[] = [
  ['', /./],
  ['{}', /not well-formed/],
  ['<Patient xmlns="http://hl7.org/fhir">', /not well-formed: unclosed tag/],
  [patient('<active value="true">'), /not well-formed/],
  [patient('<active value="a" value="b"/>'), /not well-formed/],
  [patient('&nbsp;'), /not well-formed: undefined entity/],
  [patient('<language value="&#0;"/>'), /not well-formed/],
  [patient('<language value="&#1;"/>'), /not well-formed/],
  [patient('<language value="&#xD800;"/>'), /not well-formed/],
  [patient('<language value="\u0001"/>'), /not well-formed/],
  [`<?xml version="1.1"?>${patient('<language value="&#1;"/>')}`, /not well-formed/],
  [`<!DOCTYPE Patient [<!ENTITY a "b">]>${patient('<language value="&a;"/>')}`, /DOCTYPE is not allowed/],
  [`<!DOCTYPE Patient SYSTEM "file:///etc/passwd">${patient('')}`, /DOCTYPE is not allowed/],
  [`<!DOCTYPE Patient [<!ENTITY a SYSTEM "file:///etc/passwd">]>${patient('&a;')}`, /DOCTYPE is not allowed/],
  [`<?xml version="1.0" encoding="ISO-8859-1"?>${patient('')}`, /declared as `ISO-8859-1`; only UTF-8/],
  ['<Patient/>', /`Patient` is in the namespace ``; `http:\/\/hl7.org\/fhir` was expected/],
  ['<Patient xmlns="urn:x"/>', /in the namespace `urn:x`/],
  ['<Pat xmlns="http://hl7.org/fhir"/>', /`Pat` is not the name of a resource type/],
  ['<Resource xmlns="http://hl7.org/fhir"/>', /not the name of a resource type/],
  [patient('<nope value="1"/>'), /There is no element `nope` in `Patient`.*line 1, column/],
  [patient('<resourceType value="Device"/>'), /There is no element `resourceType`/],
  [patient('<name xmlns="urn:x"/>'), /in the namespace `urn:x`/],
  [patient('text'), /text between the tags \(`text`\)/],
  [patient('<active>true</active>'), /text between the tags/],
  [patient('<active/>'), /neither a `value` nor an extension/],
  [patient('<active value=""/>'), /attribute `value` of `active` is empty/],
  [patient('<active value="yes"/>'), /neither `true` nor `false`/],
  [patient('<active value="true"/><active value="true"/>'), /`Patient.active` cannot repeat/],
  [patient('<multipleBirthInteger value="1.0"/>'), /not a whole number/],
  [patient('<name/>'), /`name` is empty/],
  [patient('<name value="x"/>'), /cannot have the attribute `value`/],
  [patient('<id value="a" id="b"/>'), undefined],
  [patient('<extension><url value="u"/></extension>'), /no element `url` in `Extension`/],
  [patient('<contained/>'), /holds no resource/],
  [patient('<contained><Device/><Device/></contained>'), /more than one resource/],
  [patient('<text><status value="generated"/><div>x</div></text>'), /write `xmlns="http:\/\/www.w3.org\/1999\/xhtml"`/],
  [
    patient('<text><div xmlns="http://www.w3.org/1999/xhtml"><svg xmlns="http://www.w3.org/2000/svg"/></div></text>'),
    /not XHTML/,
  ],
  [quantity('1,5'), /not a decimal/],
  [quantity('.5'), /not a decimal/],
  [quantity('NaN'), /not a decimal/],
  [patient(deep), /may be nested 100 deep/],
  [patient('<a>'.repeat(10_000)), /no element `a`/],
  [
    `<Patient xmlns="http://hl7.org/fhir"><text><div xmlns="http://www.w3.org/1999/xhtml">${'<p>'.repeat(10_000)}`,
    /may be nested 100 deep/,
  ],
]

t.test('refuses what is not FHIR XML with a sentence and a place', async (t) => {
  for (const [xml, sentence] of refusals) {
    if (sentence === undefined) {
      t.doesNotThrow(() => read(xml))
      continue
    }
    try {
      read(xml)
      t.fail(`not refused: ${xml.slice(0, 100)}`)
    } catch (error) {
      if (!(error instanceof FhirError)) throw error
      t.match(error, { status: 400, message: sentence }, xml.slice(0, 100))
      t.match(error.message, /near line \d+, column \d+\.$/)
    }
  }
})

t.test('entities that expand to gigabytes cost nothing', async (t) => {
  const lines = Array.from({ length: 9 }, (_, index) => `<!ENTITY a${index + 1} "${`&a${index};`.repeat(10)}">`)
  t.throws(() => read(`<!DOCTYPE x [<!ENTITY a0 "lol">${lines.join('')}]>${patient('<language value="&a9;"/>')}`), {
    message: /DOCTYPE/,
  })
})
