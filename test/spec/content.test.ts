// https://hl7.org/fhir/R4/json.html, https://hl7.org/fhir/R4/datatypes.html#decimal, https://hl7.org/fhir/R4/http.html#mime-type
import fc from 'fast-check'
import t from 'tap'
import { startServer } from '../harness/server.js'
import { patient } from './samples.js'

const { send } = await startServer(t)
const XML = { 'content-type': 'application/fhir+xml' }

/** The text that the server serves, without what it adds itself. */
const withoutHead = (text: string): string =>
  text.replace(/^\{"resourceType":"[A-Za-z]+","id":"[^"]*","meta":\{[^}]*\}/, '')

const stored = async (elements: string): Promise<string> => {
  const created = await send('POST', '/Observation', { body: `{"resourceType":"Observation",${elements}}` })
  if (created.status !== 201) throw new Error(`${elements}: ${created.text}`)
  const read = await send('GET', `/Observation/${created.json.id}`)
  t.equal(read.text, created.text)
  return withoutHead(read.text)
}
const weight = '"status":"final","code":{"text":"weight"}'

t.test('decimals come back digit for digit', async (t) => {
  // "the precision of the decimal value has significance": https://hl7.org/fhir/R4/datatypes.html#decimal
  const literals = [
    '1.10',
    '0.0',
    '-0.0',
    '1E-7',
    '1.0e+3',
    '100',
    '0.123456789012345678901234567890',
    '123456789012345678901234567890.5',
  ]
  for (const literal of literals) {
    const elements = `${weight},"valueQuantity":{"value":${literal},"unit":"kg"}`
    t.equal(await stored(elements), `,${elements}}`, literal)
  }
})

t.test('unicode and the order of keys come back as they came; white space does not', async (t) => {
  const elements = `"note":[{"text":"Zoë 💉 \\u00e9 \\ud83d\\ude00 \\/ \\t tab"}],"code":{"text":"x"},"status":"final"`
  t.equal(await stored(elements), `,${elements}}`)
  const spaced = '\n "status" : "final" ,\t"code" : { "text" : " a  b " }\n'
  t.equal(await stored(spaced), ',"status":"final","code":{"text":" a  b "}}')
})

t.test('create then read is identity of tokens, whatever the numbers and strings', async () => {
  const digits = fc.stringMatching(/^(0|[1-9][0-9]{0,30})$/)
  const decimal = fc
    .tuple(
      fc.constantFrom('', '-'),
      digits,
      fc.stringMatching(/^(\.[0-9]{1,30})?$/),
      fc.stringMatching(/^([eE][+-]?[0-9]{1,2})?$/),
    )
    .map((parts) => parts.join(''))
  const text = fc
    .string({ minLength: 1, unit: 'grapheme', maxLength: 30 })
    // FHIR strings hold no control characters but tab, CR and LF, and are not blank.
    .filter((value) => !/[\p{Cc}\p{Cs}]/u.test(value) && value.trim() !== '')
    .map((value) => JSON.stringify(value))
  const extension = fc
    .tuple(decimal, text)
    .map(
      ([value, note]) =>
        `{"url":"http://clinic.example/e","extension":[{"url":"value","valueDecimal":${value}},{"valueString":${note},"url":"note"}]}`,
    )
  const elements = fc
    .tuple(fc.array(extension, { minLength: 1, maxLength: 4 }), decimal, text)
    .map(
      ([extensions, value, unit]) =>
        `"extension":[${extensions}],${weight},"valueQuantity":{"value":${value},"unit":${unit}}`,
    )
  await fc.assert(
    fc.asyncProperty(elements, async (written) => (await stored(written)) === `,${written}}`),
    { numRuns: 60 },
  )
})

t.test('JSON in gives XML out, and back, with the same digits', async (t) => {
  const body = `{"resourceType":"Observation","id":"x",${weight},"valueQuantity":{"value":1.10,"unit":"<&\\"kg"}}`
  await send('PUT', '/Observation/x', { body })
  const xml = await send('GET', '/Observation/x', { headers: { accept: 'application/fhir+xml' } })
  t.equal(xml.headers['content-type'], 'application/fhir+xml; charset=utf-8')
  t.match(xml.text, '<value value="1.10"/>')
  const back = await send('PUT', '/Observation/x', { body: xml.text, headers: XML })
  t.equal(back.status, 200)
  t.equal(withoutHead(back.text), withoutHead((await send('GET', '/Observation/x/_history/1')).text))
})

t.test('XML in gives JSON out', async (t) => {
  const xml =
    '<?xml version="1.0" encoding="UTF-8"?>\n<Patient xmlns="http://hl7.org/fhir"><!-- a comment --><active value="true"/>' +
    '<name><family value="Rivera"/><given value="Ana"/><given value="María"/></name><multipleBirthInteger value="2"/></Patient>'
  const answer = await send('POST', '/Patient', { body: xml, headers: XML })
  t.equal(answer.status, 201)
  t.equal(
    withoutHead(answer.text),
    ',"active":true,"name":[{"family":"Rivera","given":["Ana","María"]}],"multipleBirthInteger":2}',
  )
})

t.test('the answer is in the format that the client accepts or names', async (t) => {
  await send('PUT', '/Patient/f', { body: patient({ id: 'f' }) })
  const json = 'application/fhir+json; charset=utf-8'
  const xml = 'application/fhir+xml; charset=utf-8'
  // "The _format parameter overrides the Accept header": https://hl7.org/fhir/R4/http.html#parameters
  const cases: readonly (readonly [string, string | undefined, string])[] = [
    ['', undefined, json],
    ['', '*/*', json],
    ['', 'application/fhir+xml', xml],
    ['', 'application/xml;q=0.5, application/json', json],
    ['?_format=xml', 'application/fhir+json', xml],
    ['?_format=application/fhir%2Bjson', 'application/fhir+xml', json],
    ['?_format=text/xml', undefined, xml],
  ]
  for (const [query, accept, expected] of cases) {
    const answer = await send('GET', `/Patient/f${query}`, { headers: accept === undefined ? {} : { accept } })
    t.equal(answer.status, 200, `${query} ${accept}`)
    t.equal(answer.headers['content-type'], expected, `${query} ${accept}`)
  }
  t.equal((await send('GET', '/Patient/f', { headers: { accept: 'text/turtle' } })).status, 406)
  t.equal((await send('GET', '/Patient/f?_format=ttl')).status, 406)
})

t.test('errors come in that format too', async (t) => {
  const answer = await send('GET', '/Patient/absent?_format=xml')
  t.equal(answer.status, 404)
  t.match(answer.text, /<OperationOutcome xmlns="http:\/\/hl7\.org\/fhir"><issue>/)
})

t.test('a body of another media type is 415', async (t) => {
  // "415 Unsupported Media Type" https://hl7.org/fhir/R4/http.html#mime-type
  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/json-patch+json',
    'application/fhir+turtle',
  ]) {
    const answer = await send('POST', '/Patient', {
      body: '{"resourceType":"Patient"}',
      headers: { 'content-type': type },
    })
    t.equal(answer.status, 415, type)
    t.equal(answer.json.resourceType, 'OperationOutcome')
  }
  for (const type of [
    'application/json',
    'application/fhir+json;charset=UTF-8',
    'application/fhir+json; fhirVersion=4.0',
  ]) {
    const answer = await send('POST', '/Patient', {
      body: '{"resourceType":"Patient"}',
      headers: { 'content-type': type },
    })
    t.equal(answer.status, 201, type)
  }
})

t.test('_summary and _elements cut the answer and say so; the stored text stays whole', async (t) => {
  const body = patient({ id: 's', active: true, name: [{ family: 'Rivera' }], contact: [{ name: { text: 'Ana' } }] })
  await send('PUT', '/Patient/s', { body })
  const some = await send('GET', '/Patient/s?_elements=active')
  t.same(Object.keys(some.json).sort(), ['active', 'id', 'meta', 'resourceType'])
  t.equal(some.json.meta.tag[0].code, 'SUBSETTED')
  t.notOk('contact' in (await send('GET', '/Patient/s?_summary=true')).json)
  t.equal((await send('GET', '/Patient/s')).json.contact.length, 1)
})
