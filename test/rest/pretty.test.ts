import fc from 'fast-check'
import t from 'tap'
import { prettyJson } from '../../src/rest/pretty-json.js'
import { prettyXml } from '../../src/rest/pretty-xml.js'

t.test('indented JSON is the same JSON, and the same text once its white space is gone', async (t) => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value)
      const pretty = prettyJson(text)
      return pretty === JSON.stringify(value, null, 2) && JSON.stringify(JSON.parse(pretty)) === text
    }),
  )
  t.pass()
})

t.test('numbers and strings are not touched', async (t) => {
  t.equal(
    prettyJson('{"a":1.10,"b":[1E-7,-0.0],"c":"{\\"x\\":[1,2]}\\\\","d":{},"e":[]}'),
    '{\n  "a": 1.10,\n  "b": [\n    1E-7,\n    -0.0\n  ],\n  "c": "{\\"x\\":[1,2]}\\\\",\n  "d": {},\n  "e": []\n}',
  )
})

t.test('deep nesting cannot blow up a text', async (t) => {
  const deep = '['.repeat(5000) + ']'.repeat(5000)
  t.ok(prettyJson(deep).length < deep.length * 40)
})

t.test('XML is indented between elements, not within narratives', async (t) => {
  const xml =
    '<?xml version="1.0"?><Patient xmlns="http://hl7.org/fhir"><id value="a>b"/><text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml"><p>a <b>b</b></p><div>c<br/></div></div></text><active value="true"/></Patient>'
  t.equal(
    prettyXml(xml),
    `<?xml version="1.0"?>
<Patient xmlns="http://hl7.org/fhir">
  <id value="a>b"/>
  <text>
    <status value="generated"/>
    <div xmlns="http://www.w3.org/1999/xhtml"><p>a <b>b</b></p><div>c<br/></div></div>
  </text>
  <active value="true"/>
</Patient>`,
  )
})

t.test('a value of megabytes is indented like any other', async (t) => {
  const value = 'x'.repeat(5_000_000)
  t.equal(prettyXml(`<a><b value="${value}"/></a>`).length, value.length + '<a>\n  <b value=""/>\n</a>'.length)
  t.equal(prettyJson(`{"a":"${value}"}`).length, value.length + '{\n  "a": ""\n}'.length)
})

t.test('a narrative without attributes does not swallow its first tag', async (t) => {
  for (const div of ['<div><p title="x">a</p></div>', '<div><p>a</p><br/></div>', '<div/>'])
    t.equal(prettyXml(`<a>${div}<b/></a>`), `<a>\n  ${div}\n  <b/>\n</a>`)
})
