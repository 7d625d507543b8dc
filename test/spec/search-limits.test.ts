// https://hl7.org/fhir/R4/search.html: what is too much is refused with a sentence, and what merely looks like much is answered.
import t from 'tap'
import { type Answer, type Json, startServer } from '../harness/server.js'
import { observation, patient } from './samples.js'

const { send } = await startServer(t)
const BASE = 'http://127.0.0.1:8080/fhir'
const post = (type: string, form: string): Promise<Answer> =>
  send('POST', `/${type}/_search`, { body: form, headers: { 'content-type': 'application/x-www-form-urlencoded' } })
const many = (count: number, text: string): string => Array.from({ length: count }, () => text).join(',')
const codeOf = ({ status, json }: Answer): string => `${status} ${json.issue?.[0]?.code}`
const linkOf = (bundle: Json, relation: string): string | undefined =>
  bundle.link.find((link: Json) => link.relation === relation)?.url

t.before(async () => {
  await send('PUT', '/Patient/1', { body: patient({ id: '1', birthDate: '1990-05-05' }) })
  await send('PUT', '/Observation/1', { body: observation({ id: '1', subject: { reference: 'Patient/1' } }) })
})

t.test('an include that is repeated is one', async (t) => {
  const answer = await post(
    'Observation',
    `_include=${many(20_000, '*')}&_include=Observation:subject,Observation:subject:`,
  )
  t.equal(answer.status, 200)
  t.same(
    answer.json.entry.map(({ search }: Json) => search.mode),
    ['match', 'include'],
  )
  t.equal(linkOf(answer.json, 'self'), `${BASE}/Observation?_include=*&_include=Observation:subject`)
})

t.test('too many different includes are refused', async (t) => {
  const { json } = await send('GET', '/metadata')
  const types: string[] = json.rest[0].resource.map(({ type }: Json) => type)
  const answer = await post('Patient', `_revinclude=${types.slice(0, 51).map((type) => `${type}:*`)}`)
  t.equal(codeOf(answer), '400 too-costly')
})

t.test('tokens, references and ids may have any number of alternatives', async (t) => {
  const numbers = Array.from({ length: 22_000 }, (_, at) => String(at))
  for (const [type, code] of [
    ['Patient', '_id'],
    ['Patient', 'gender'],
    ['Observation', 'subject'],
  ] as const)
    t.equal((await post(type, `${code}=${numbers.join(',')}`)).status, 200, code)
})

t.test('dates and texts may have a thousand', async (t) => {
  t.equal((await post('Patient', `birthdate=${many(1_000, '1990')}`)).json.entry.length, 1)
  for (const code of ['birthdate', '_lastUpdated'])
    t.equal(codeOf(await post('Patient', `${code}=${many(22_000, '1990')}`)), '400 too-costly', code)
  t.equal(codeOf(await post('Patient', `name:contains=${many(10_000, 'ab')}`)), '400 too-costly')
})

t.test('conditions that are too many together are refused, and the server answers on', async (t) => {
  const days = Array.from({ length: 1_000 }, (_, at) => new Date(at * 86_400_000).toISOString().slice(0, 10)).join(',')
  const answer = await post('Patient', Array.from({ length: 30 }, () => `birthdate=${days}`).join('&'))
  t.equal(codeOf(answer), '400 too-costly')
  t.equal((await send('GET', '/Patient?_id=1')).json.total, 1)
})

t.test('a sort key that comes again is ignored, and more than ten are refused', async (t) => {
  t.equal((await post('Patient', `_sort=${many(20_000, 'family')},-family`)).status, 200)
  t.equal(
    codeOf(
      await post(
        'Patient',
        '_sort=address,address-city,address-country,address-postalcode,address-state,birthdate,death-date,family,given,name,phonetic',
      ),
    ),
    '400 too-costly',
  )
})

t.test('a name of a megabyte is stored, and found by its beginning', async (t) => {
  const families = ['Long'.repeat(260_000), `Wide${' '.repeat(1_000_000)}`, `Ünd${'ü '.repeat(500_000)}`]
  for (const [at, family] of families.entries()) {
    const id = `long${at}`
    t.equal((await send('PUT', `/Patient/${id}`, { body: patient({ id, name: [{ family }] }) })).status, 201)
  }
  const found = async (family: string): Promise<string> =>
    (await send('GET', `/Patient?family=${family}`)).json.entry[0].resource.id
  t.equal(await found('longlonglonglonglong'), 'long0')
  t.equal(await found('wide'), 'long1')
  t.equal(await found('undu'), 'long2')
  t.equal((await post('Patient', `family=${'long'.repeat(250_000)}`)).json.entry[0].resource.id, 'long0')
  for (const at of families.keys()) await send('DELETE', `/Patient/long${at}`)
})

t.test('the link to the next page of ten long sort values can be followed', async (t) => {
  const text = '名'.repeat(900)
  for (const id of ['a', 'b'])
    await send('PUT', `/Patient/${id}`, {
      body: patient({
        id,
        name: [{ family: text, given: [text], text }],
        address: [{ city: text, country: text, state: text, postalCode: text, text }],
        gender: 'other',
      }),
    })
  const sort =
    'address,address-city,address-country,address-postalcode,address-state,family,given,name,phonetic,birthdate'
  const { json } = await send('GET', `/Patient?gender=other&_count=1&_sort=${sort}`)
  const next = linkOf(json, 'next') ?? ''
  const answer = await send('GET', next.slice(BASE.length))
  t.equal(answer.status, 200, answer.text.slice(0, 300))
  t.not(answer.json.entry[0].resource.id, json.entry[0].resource.id)
})

t.test('the error about what cannot be sorted by recommends nothing that is refused', async (t) => {
  const { json } = await send('GET', '/Patient?_sort=general-practitioner')
  const named: string[] = [...json.issue[0].diagnostics.matchAll(/`([^`]+)`/g)].map(([, code]) => code).slice(2)
  t.ok(named.length > 5)
  for (const code of named) t.equal((await send('GET', `/Patient?_sort=${code}`)).status, 200, code)
})
