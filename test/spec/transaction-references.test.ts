// https://hl7.org/fhir/R4/http.html#trules (replacing links), https://hl7.org/fhir/R4/bundle.html#references
import t from 'tap'
import { type Answer, type Json, startServer } from '../harness/server.js'
import {
  bundle,
  byIdentifier,
  entry,
  fhirPathPatch,
  identifier,
  instanceOf,
  issueOf,
  observation,
  patient,
} from './samples.js'

const { send } = await startServer(t)
const BASE = 'http://127.0.0.1:8080/fhir'
const URN = 'urn:uuid:7b1f4e5a-8f5f-4f1c-9d53-0a0000000001'
const OID = 'urn:oid:1.2.3.4.5'
const transaction = (...entries: readonly object[]): Promise<Answer> =>
  send('POST', '/', { body: bundle('transaction', ...entries) })
const withId = (value: string) => patient({ identifier: [identifier(value)] })
/** `Type/id` of each entry of the answer. */
const madeBy = (answer: Answer): string[] => {
  if (answer.status !== 200) throw new Error(answer.text)
  return answer.json.entry.map(({ response }: Json) => instanceOf(response.location))
}
const read = async (instance: string | undefined): Promise<Json> => (await send('GET', `/${instance}`)).json

t.test('links to other entries are rewritten wherever the specification says', async (t) => {
  // "the server SHALL replace all matching links in the bundle, whether they are found in the resource ids, resource references, elements of
  // type uri, url, oid, uuid, and <a href="" & <img src="" in the narrative. Elements of type canonical are not replaced."
  const extension = [
    { url: 'http://clinic.example/uri', valueUri: URN },
    { url: 'http://clinic.example/url', valueUrl: URN },
    { url: 'http://clinic.example/uuid', valueUuid: URN },
    { url: 'http://clinic.example/oid', valueOid: OID },
    { url: 'http://clinic.example/reference', valueReference: { reference: URN } },
    { url: 'http://clinic.example/attachment', valueAttachment: { contentType: 'text/plain', url: URN } },
    { url: 'http://clinic.example/canonical', valueCanonical: URN },
    { url: 'http://clinic.example/string', valueString: URN },
    { url: 'http://clinic.example/markdown', valueMarkdown: `see ${URN}` },
    { url: 'http://clinic.example/identifier', valueIdentifier: { system: 'http://clinic.example/id', value: URN } },
    { url: 'http://clinic.example/code', valueCoding: { code: URN } },
  ]
  const div = `<div xmlns="http://www.w3.org/1999/xhtml"><a href="${URN}">${URN}</a><img src='${OID}' alt="x"/><a href="http://else.example">x</a></div>`
  const answer = await transaction(
    entry(
      'POST Observation',
      observation({ text: { status: 'generated', div }, extension, subject: { reference: URN } }),
    ),
    entry('POST Patient', patient(), { fullUrl: URN }),
    entry('POST Patient', patient(), { fullUrl: OID }),
  )
  const [made, target, other] = madeBy(answer)
  const stored = await read(made)
  const values = stored.extension.map(({ url, ...value }: Json) => [url.split('/').at(-1), Object.values(value)[0]])
  t.same(Object.fromEntries(values), {
    uri: target,
    url: target,
    uuid: target,
    oid: other,
    reference: { reference: target },
    attachment: { contentType: 'text/plain', url: target },
    canonical: URN,
    string: URN,
    markdown: `see ${URN}`,
    identifier: { system: 'http://clinic.example/id', value: URN },
    code: { code: URN },
  })
  t.equal(stored.subject.reference, target)
  t.equal(stored.text.div, div.replace(`href="${URN}"`, `href="${target}"`).replace(OID, other ?? ''))
})

t.test('in contained resources and lists too, and with another case or escape of the same urn', async (t) => {
  const body = bundle(
    'transaction',
    entry('POST Patient', patient(), { fullUrl: URN }),
    entry(
      'POST Observation',
      observation({
        contained: [
          {
            resourceType: 'Specimen',
            id: 's',
            subject: { reference: URN.toUpperCase().replace('URN:UUID', 'urn:uuid') },
          },
        ],
        specimen: { reference: '#s' },
        subject: { reference: `${URN}` },
      }),
    ),
  )
  const text = JSON.stringify(body).replace(
    '"subject":{"reference":"urn:uuid:7b',
    '"subject":{"reference":"urn:uuid:\\u0037b',
  )
  const [target, made] = madeBy(await send('POST', '/', { body: text }))
  const stored = await read(made)
  t.equal(stored.contained[0].subject.reference, target)
  t.equal(stored.subject.reference, target)
  t.equal(stored.specimen.reference, '#s')
})

t.test('an absolute fullUrl is what relative and absolute references of its base lead to', async (t) => {
  // https://hl7.org/fhir/R4/bundle.html#references
  const there = 'http://hospital.example/fhir'
  const answer = await transaction(
    entry('POST Patient', patient(), { fullUrl: `${there}/Patient/1` }),
    entry('POST Observation', observation({ subject: { reference: 'Patient/1' } }), {
      fullUrl: `${there}/Observation/1`,
    }),
    entry('POST Observation', observation({ subject: { reference: `${there}/Patient/1` } }), {
      fullUrl: `${there}/Observation/2`,
    }),
    entry('POST Observation', observation({ subject: { reference: `${there}/Patient/1/_history/7` } }), {
      fullUrl: `${there}/Observation/3`,
    }),
    entry('POST Observation', observation({ subject: { reference: 'http://other.example/Patient/1' } }), {
      fullUrl: `${there}/Observation/4`,
    }),
  )
  const [target, ...made] = madeBy(answer)
  const subjects = await Promise.all(made.map(async (instance) => (await read(instance)).subject.reference))
  t.same(subjects, [target, target, target, 'http://other.example/Patient/1'])
})

t.test('a relative reference without such a base means this server', async (t) => {
  await send('PUT', '/Patient/here', { body: patient({ id: 'here' }) })
  const answer = await transaction(
    entry('POST Observation', observation({ subject: { reference: 'Patient/here' } }), { fullUrl: URN }),
    entry('PUT Patient/put', patient({ id: 'put' }), { fullUrl: `${BASE}/Patient/put` }),
    entry('POST Observation', observation({ subject: { reference: 'Patient/put' } })),
  )
  const [first, , second] = madeBy(answer)
  t.equal((await read(first)).subject.reference, 'Patient/here')
  t.equal((await read(second)).subject.reference, 'Patient/put')
})

t.test('links to what a conditional entry finds lead there', async (t) => {
  const created = instanceOf((await send('POST', '/Patient', { body: withId('found') })).headers.location)
  const link = observation({ subject: { reference: URN } })
  const byCreate = await transaction(
    entry('POST Observation', link),
    entry('POST Patient', withId('found'), { fullUrl: URN, ifNoneExist: byIdentifier('found') }),
  )
  t.equal((await read(madeBy(byCreate)[0])).subject.reference, created)
  const byUpdate = await transaction(
    entry('POST Observation', link),
    entry(`PUT Patient?${byIdentifier('found')}`, withId('found'), { fullUrl: URN }),
  )
  t.equal((await read(madeBy(byUpdate)[0])).subject.reference, created)
  const again = 'urn:uuid:7b1f4e5a-8f5f-4f1c-9d53-0a0000000002'
  const same = await transaction(
    entry('POST Observation', observation({ subject: { reference: again } })),
    entry('POST Patient', withId('new'), { fullUrl: URN, ifNoneExist: byIdentifier('new') }),
    entry('POST Patient', withId('new'), { fullUrl: again, ifNoneExist: byIdentifier('new') }),
  )
  const [made, target] = madeBy(same)
  t.equal((await read(made)).subject.reference, target)
})

t.test('two that refer to each other go in together', async (t) => {
  const other = 'urn:uuid:7b1f4e5a-8f5f-4f1c-9d53-0a0000000002'
  const link = (reference: string) => patient({ link: [{ type: 'seealso', other: { reference } }] })
  const answer = await transaction(
    entry('POST Patient', link(other), { fullUrl: URN }),
    entry('POST Patient', link(URN), { fullUrl: other }),
  )
  const [one, two] = madeBy(answer)
  t.equal((await read(one)).link[0].other.reference, two)
  t.equal((await read(two)).link[0].other.reference, one)
})

t.test('a FHIRPath Patch may link to other entries', async (t) => {
  await send('PUT', '/Observation/patched', { body: observation({ id: 'patched' }) })
  const add = fhirPathPatch(
    { name: 'type', valueCode: 'add' },
    { name: 'path', valueString: 'Observation' },
    { name: 'name', valueString: 'subject' },
    { name: 'value', valueReference: { reference: URN } },
  )
  const answer = await transaction(
    entry('PATCH Observation/patched', add),
    entry('POST Patient', patient(), { fullUrl: URN }),
  )
  t.equal((await read('Observation/patched')).subject.reference, madeBy(answer)[1])
})

t.test('conditional references lead to the one match', async (t) => {
  // "Any references … in the form of a search URI: the server … replaces … If there are no matches, or multiple matches, the transaction fails"
  const target = instanceOf((await send('POST', '/Patient', { body: withId('cr') })).headers.location)
  const link = (criteria: string) =>
    entry('POST Observation', observation({ subject: { reference: `Patient?${criteria}` } }))
  const [made] = madeBy(await transaction(link(byIdentifier('cr'))))
  t.equal((await read(made)).subject.reference, target)
  const none = await transaction(link(byIdentifier('cr')), link(byIdentifier('cr-none')))
  t.equal(none.status, 412)
  t.match(issueOf(none).diagnostics, /Bundle\.entry\[1\].*cr-none/)
  await send('POST', '/Patient', { body: withId('cr') })
  const several = await transaction(link(byIdentifier('cr')))
  t.equal(several.status, 412)
  t.equal(issueOf(several).code, 'multiple-matches')
  t.equal((await transaction(link('nonsense=1'))).status, 400)
  const nowhere = entry('POST Observation', observation({ subject: { reference: 'Nonsense?x=1' } }))
  t.equal((await transaction(nowhere)).status, 422)
})

t.test('outside a Reference, what looks like a condition stays', async (t) => {
  const extension = [{ url: 'http://clinic.example/uri', valueUri: 'Patient?identifier=x' }]
  const [made] = madeBy(await transaction(entry('POST Observation', observation({ extension }))))
  t.same((await read(made)).extension, extension)
})

t.test('a link that leads nowhere stays as it is', async (t) => {
  const [made] = madeBy(await transaction(entry('POST Observation', observation({ subject: { reference: URN } }))))
  t.equal((await read(made)).subject.reference, URN)
})
