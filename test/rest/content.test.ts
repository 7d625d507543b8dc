import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import t from 'tap'
import { sample, sampleApp, seenBy } from './sample-app.js'

const { app } = await sampleApp()
const get = (accept: string, query = '') => app.inject({ url: `/fhir/Patient/1${query}`, headers: { accept } })
const typeOf = async (accept: string, query = '') => String((await get(accept, query)).headers['content-type'])

t.test('the format is what Accept prefers', async (t) => {
  const cases: readonly (readonly [accept: string, format: string])[] = [
    ['*/*', 'json'],
    ['application/fhir+json', 'json'],
    ['application/json', 'json'],
    ['application/*', 'json'],
    ['application/fhir+xml', 'xml'],
    ['application/xml', 'xml'],
    ['text/xml', 'xml'],
    ['application/fhir+xml;q=0.5, application/fhir+json;q=0.9', 'json'],
    ['application/fhir+xml, application/fhir+json', 'xml'],
    ['application/fhir+json, application/fhir+xml', 'json'],
    ['application/fhir+json;q=0, */*', 'xml'],
    ['application/fhir+json; fhirVersion=4.0', 'json'],
    ['application/fhir+json; fhirVersion=3.0, application/fhir+xml; fhirVersion=4.0', 'xml'],
    ['APPLICATION/FHIR+XML ; Q=1', 'xml'],
    ['text/html, application/xhtml+xml, */*;q=0.8', 'json'],
  ]
  for (const [accept, format] of cases) {
    t.equal(await typeOf(accept), `application/fhir+${format}; charset=utf-8`, accept)
    t.equal(await typeOf(accept), `application/fhir+${format}; charset=utf-8`, 'and again, from memory')
  }
})

t.test('_format overrides Accept', async (t) => {
  for (const format of [
    'xml',
    'text/xml',
    'application/fhir+xml',
    'application%2Ffhir%2Bxml',
    'application/xml;fhirVersion=4.0',
  ]) {
    t.match(await typeOf('application/json', `?_format=${format}`), /xml/, format)
  }
  for (const format of ['json', 'application/json', 'application/fhir+json', 'text/json']) {
    t.match(await typeOf('application/xml', `?_format=${format}`), /json/, format)
  }
  t.equal((await get('*/*', '?_format=application/fhir+json;fhirVersion=5.0')).statusCode, 406)
  t.match(await typeOf('image/png', '?_format=json'), /json/, 'whatever Accept says')
})

t.test('_format in the form of a search counts', async (t) => {
  const response = await app.inject({
    method: 'POST',
    url: '/fhir/Nothing/_search',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: '_format=xml',
  })
  t.equal(response.statusCode, 404)
  const search = await app.inject({
    method: 'POST',
    url: '/fhir/Patient/_search',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/xml' },
    payload: '_format=json',
  })
  t.match(search.headers['content-type'], /json/)
})

t.test('errors are written in the format that was asked for', async (t) => {
  const missing = await app.inject({ url: '/fhir/Patient/2', headers: { accept: 'application/fhir+xml' } })
  t.equal(missing.statusCode, 404)
  t.match(missing.body, /^<\?xml|^<OperationOutcome/)
  t.match(missing.body, /<code value="not-found"\/>/)
  const nowhere = await app.inject({ url: '/fhir/Patiens', headers: { accept: 'application/fhir+xml' } })
  t.match(nowhere.body, /<OperationOutcome/)
  const neither = await app.inject({ url: '/fhir/Patient/2', headers: { accept: 'text/turtle' } })
  t.equal(JSON.parse(neither.body).resourceType, 'OperationOutcome', 'JSON where neither is accepted')
})

t.test('_pretty indents without touching the text', async (t) => {
  const pretty = await get('*/*', '?_pretty=true')
  t.match(pretty.body, /^\{\n {2}"resourceType": "Patient",\n {2}"id": "1",\n {2}"meta": \{\n {4}"versionId"/)
  t.same(JSON.parse(pretty.body), JSON.parse(sample))
  const xml = await get('application/fhir+xml', '?_pretty=true')
  t.match(xml.body, /\n {2}<id value="1"\/>\n/)
})

t.test('XML comes in and goes out', async (t) => {
  const xml = '<Patient xmlns="http://hl7.org/fhir"><id value="9"/><active value="true"/></Patient>'
  for (const type of ['application/fhir+xml', 'application/xml', 'text/xml; charset=utf-8']) {
    const response = await app.inject({
      method: 'PUT',
      url: '/fhir/Patient/9',
      headers: { 'content-type': type },
      payload: xml,
    })
    t.same(JSON.parse(String(seenBy(response.body).body)), { resourceType: 'Patient', id: '9', active: true }, type)
  }
  const created = await app.inject({
    method: 'POST',
    url: '/fhir/Patient',
    headers: { 'content-type': 'application/fhir+xml', accept: 'application/fhir+xml' },
    payload: xml,
  })
  t.match(created.body, /<active value="true"\/>/)
})

t.test('a patch says of which kind it is', async (t) => {
  const patch = (type: string, payload: string) =>
    app.inject({ method: 'PATCH', url: '/fhir/Patient/1', headers: { 'content-type': type }, payload })
  const json = await patch('application/json-patch+json', '[ {"op":"test","path":"/a","value":1.10} ]')
  t.match(seenBy(json.body), {
    contentType: 'application/json-patch+json',
    body: '[{"op":"test","path":"/a","value":1.10}]',
  })
  const fhirPath = await patch('application/fhir+json', '{"resourceType":"Parameters"}')
  t.equal(seenBy(fhirPath.body).contentType, 'application/fhir+json')
  t.equal((await patch('application/merge-patch+json', '{}')).statusCode, 415)
})

t.test('large answers are compressed for those who ask', async (t) => {
  const long = `name=${'x'.repeat(5000)}`
  const fetchWith = (coding: string) =>
    app.inject({ url: `/fhir/Patient?${long}`, headers: { 'accept-encoding': coding } })
  const plain = await app.inject(`/fhir/Patient?${long}`)
  t.equal(plain.headers['content-encoding'], undefined)
  const gzip = await fetchWith('gzip, deflate')
  t.equal(gzip.headers['content-encoding'], 'gzip')
  t.match(gzip.headers.vary, /Accept-Encoding/)
  t.equal(gunzipSync(gzip.rawPayload).toString(), plain.body)
  t.equal(gzip.headers['content-length'], String(gzip.rawPayload.length))
  const brotli = await fetchWith('gzip, deflate, br')
  t.equal(brotliDecompressSync(brotli.rawPayload).toString(), plain.body)
  t.equal((await fetchWith('gzip;q=0, br;q=0')).headers['content-encoding'], undefined)
  const small = await app.inject({ url: '/fhir/Patient/1', headers: { 'accept-encoding': 'gzip' } })
  t.equal(small.headers['content-encoding'], undefined)
})
