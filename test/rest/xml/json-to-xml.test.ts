import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import t from 'tap'
import { loadDefinitions } from '../../../src/definitions/load.js'
import { parseJson } from '../../../src/fhir/json-parse.js'
import { treeOf } from '../../../src/fhir/json-tree.js'
import { badRequest, operationOutcome } from '../../../src/fhir/outcome.js'
import { jsonToXml } from '../../../src/rest/xml/json-to-xml.js'
import { xmlToJson } from '../../../src/rest/xml/xml-to-json.js'
import { canonical, comparable, examples, examplesAbsent } from './examples.js'

const definitions = loadDefinitions()
const limits = { depth: 100, numberLength: 256 }
const write = (json: string) => jsonToXml(json, definitions).replace('<?xml version="1.0" encoding="UTF-8"?>', '')
const roundTrip = (json: string) => xmlToJson(jsonToXml(json, definitions), definitions, limits)

t.test('JSON to XML to JSON is identity on the examples', { skip: examplesAbsent }, async (t) => {
  for (const { name, text } of examples('json')) {
    const json = parseJson(text, limits).text
    t.strictSame(comparable(treeOf(roundTrip(json)), canonical), comparable(treeOf(json), canonical), name)
  }
})

const bundles = '../shared/data/synthea/bundles'
t.test('and on Synthea bundles', { skip: existsSync(bundles) ? false : `${bundles} is absent` }, async (t) => {
  for (const file of readdirSync(bundles).slice(0, 3)) {
    const json = parseJson(gunzipSync(readFileSync(`${bundles}/${file}`)).toString(), limits).text
    t.strictSame(comparable(treeOf(roundTrip(json)), canonical), comparable(treeOf(json), canonical), file)
  }
})

t.test('writes elements in the order of the definitions, numbers as they came', async (t) => {
  t.equal(
    write('{"valueQuantity":{"unit":"kg","value":1.10},"status":"final","id":"1","resourceType":"Observation"}'),
    '<Observation xmlns="http://hl7.org/fhir"><id value="1"/><status value="final"/><valueQuantity><value value="1.10"/><unit value="kg"/></valueQuantity></Observation>',
  )
})

t.test('writes attributes, extensions of primitives, and resources within', async (t) => {
  t.equal(
    write(
      '{"resourceType":"Patient","contained":[{"resourceType":"Device"}],"extension":[{"url":"u","valueBoolean":true}],"name":[{"id":"n","given":["a",null],"_given":[null,{"id":"g"}]}]}',
    ),
    '<Patient xmlns="http://hl7.org/fhir"><contained><Device/></contained><extension url="u"><valueBoolean value="true"/></extension><name id="n"><given value="a"/><given id="g"/></name></Patient>',
  )
})

t.test('escapes what XML would change', async (t) => {
  const json = '{"resourceType":"Patient","language":" \\t\\r\\n<>&\\"\'\\u2028😀 "}'
  t.equal(
    write(json),
    '<Patient xmlns="http://hl7.org/fhir"><language value=" &#9;&#13;&#10;&lt;&gt;&amp;&quot;\'\u2028😀 "/></Patient>',
  )
  t.strictSame(JSON.parse(roundTrip(json)), JSON.parse(json))
})

t.test('writes narratives as XHTML, entities resolved, and what is none as text', async (t) => {
  const narrative = (div: string) =>
    write(JSON.stringify({ resourceType: 'Patient', text: { status: 'generated', div } }))
  t.match(
    narrative('<div xmlns="http://www.w3.org/1999/xhtml">a&nbsp;b&hellip;<br></br></div>'),
    '<div xmlns="http://www.w3.org/1999/xhtml">a\u00a0b…<br/></div>',
  )
  t.match(
    narrative('<div>a<br></div>'),
    '<div xmlns="http://www.w3.org/1999/xhtml">&lt;div&gt;a&lt;br&gt;&lt;/div&gt;</div>',
  )
})

t.test('writes what the definitions do not know after the rest, and never fails', async (t) => {
  t.equal(
    write(
      '{"resourceType":"Patient","odd":{"id":"1","a":[1.0,true]},"<x>":1,"active":true,"name":"x","_y":{"id":"z"}}',
    ),
    '<Patient xmlns="http://hl7.org/fhir"><active value="true"/><name value="x"/><odd id="1"><a value="1.0"/><a value="true"/></odd><y id="z"/></Patient>',
  )
  t.equal(write('{"resourceType":"<x>","a":1}'), '<Resource xmlns="http://hl7.org/fhir"><a value="1"/></Resource>')
})

t.test('writes an OperationOutcome', async (t) => {
  t.equal(
    write(JSON.stringify(operationOutcome(badRequest('`a` < b.', 'Patient.name').issues))),
    '<OperationOutcome xmlns="http://hl7.org/fhir"><issue><severity value="error"/><code value="invalid"/><diagnostics value="`a` &lt; b."/><expression value="Patient.name"/></issue></OperationOutcome>',
  )
})
