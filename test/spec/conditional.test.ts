// https://hl7.org/fhir/R4/http.html#ccreate, #cond-update, #3.1.0.7.1 (conditional delete), #patch
import t from 'tap'
import { startServer } from '../harness/server.js'
import { byIdentifier, countOf, identifier, issueOf, patient, times } from './samples.js'

const server = await startServer(t)
const { send } = server
const PATCH = { 'content-type': 'application/json-patch+json' }
const withId = (value: string, elements: object = {}) => patient({ identifier: [identifier(value)], ...elements })
const createIf = (criteria: string, body: object, headers: Record<string, string> = {}) =>
  send('POST', '/Patient', { body, headers: { 'if-none-exist': criteria, ...headers } })
const putIf = (criteria: string, body: object, headers: Record<string, string> = {}) =>
  send('PUT', `/Patient?${criteria}`, { body, headers })
const store = async (value: string, elements: object = {}): Promise<string> =>
  (await send('POST', '/Patient', { body: withId(value, elements) })).json.id

t.test('conditional create: none creates, one answers 200 with what is there, several are 412', async (t) => {
  const created = await createIf(byIdentifier('c1'), withId('c1'))
  t.equal(created.status, 201)
  const found = await createIf(byIdentifier('c1'), withId('c1', { active: true }))
  // "One Match: The server ignores the post and returns 200 OK"
  t.equal(found.status, 200)
  t.equal(found.text, created.text)
  t.equal(found.headers.location, created.headers.location)
  t.equal(found.headers.etag, 'W/"1"')
  await store('c1')
  // "Multiple Matches: The server returns a 412 Precondition Failed error"
  const several = await createIf(byIdentifier('c1'), withId('c1'))
  t.equal(several.status, 412)
  t.equal(issueOf(several).code, 'multiple-matches')
  t.equal(await countOf(server, `Patient?${byIdentifier('c1')}`), 2)
})

t.test('conditional create: a leading question mark is no part of the criteria', async (t) => {
  const first = await createIf(`?${byIdentifier('c2')}`, withId('c2'))
  t.equal(first.status, 201)
  t.equal((await createIf(byIdentifier('c2'), withId('c2'))).status, 200)
})

t.test('conditional create: the answer is what the client prefers', async (t) => {
  await store('c3')
  const minimal = await createIf(byIdentifier('c3'), withId('c3'), { prefer: 'return=minimal' })
  t.equal(minimal.text, '')
  const outcome = await createIf(byIdentifier('c3'), withId('c3'), { prefer: 'return=OperationOutcome' })
  t.equal(outcome.status, 200)
  t.equal(outcome.json.resourceType, 'OperationOutcome')
})

t.test('conditional create: a deleted resource does not match', async (t) => {
  const id = await store('c4')
  await send('DELETE', `/Patient/${id}`)
  t.equal((await createIf(byIdentifier('c4'), withId('c4'))).status, 201)
})

t.test('conditional update: none creates, one updates, several are 412', async (t) => {
  const created = await putIf(byIdentifier('u1'), withId('u1'))
  t.equal(created.status, 201)
  const updated = await putIf(byIdentifier('u1'), withId('u1', { active: true }))
  t.equal(updated.status, 200)
  t.equal(updated.json.id, created.json.id)
  t.equal(updated.headers.etag, 'W/"2"')
  await store('u1')
  t.equal((await putIf(byIdentifier('u1'), withId('u1'))).status, 412)
})

t.test('conditional update: an id in the body is that of the match, or of what is created', async (t) => {
  // "No matches, id provided: The server treats the interaction as an Update as Create interaction"
  const created = await putIf(byIdentifier('u2'), withId('u2', { id: 'chosen' }))
  t.equal(created.status, 201)
  t.equal(created.json.id, 'chosen')
  // "One Match, resource id provided and matches / no resource id provided: the server performs the update"
  t.equal((await putIf(byIdentifier('u2'), withId('u2', { id: 'chosen' }))).status, 200)
  t.equal((await putIf(byIdentifier('u2'), withId('u2'))).json.id, 'chosen')
  // "One Match, resource id provided but does not match resource found: The server returns a 400 Bad Request error"
  const other = await putIf(byIdentifier('u2'), withId('u2', { id: 'other' }))
  t.equal(other.status, 400)
  t.same(issueOf(other).expression, ['Patient.id'])
  t.equal((await putIf(byIdentifier('u3'), withId('u3', { id: 'a_b' }))).status, 400)
})

t.test('conditional update: an id that somebody else has is not overwritten', async (t) => {
  await send('PUT', '/Patient/taken', { body: patient({ id: 'taken', active: true }) })
  const answer = await putIf(byIdentifier('u4'), withId('u4', { id: 'taken' }))
  t.equal(answer.status, 409)
  t.equal(issueOf(answer).code, 'duplicate')
  t.equal((await send('GET', '/Patient/taken')).headers.etag, 'W/"1"')
})

t.test('conditional update: If-Match and If-None-Match hold too', async (t) => {
  await putIf(byIdentifier('u5'), withId('u5'))
  t.equal((await putIf(byIdentifier('u5'), withId('u5'), { 'if-match': 'W/"1"' })).status, 200)
  t.equal((await putIf(byIdentifier('u5'), withId('u5'), { 'if-match': 'W/"1"' })).status, 412)
  t.equal((await putIf(byIdentifier('u5'), withId('u5'), { 'if-none-match': '*' })).status, 412)
  t.equal((await putIf(byIdentifier('u6'), withId('u6'), { 'if-match': 'W/"1"' })).status, 412)
  t.equal((await putIf(byIdentifier('u6'), withId('u6', { id: 'u6' }), { 'if-match': '*' })).status, 412)
  t.equal(await countOf(server, `Patient?${byIdentifier('u6')}`), 0)
  t.equal((await putIf(byIdentifier('u6'), withId('u6'), { 'if-none-match': '*' })).status, 201)
})

t.test('conditional patch: one is patched, none is 404, several are 412', async (t) => {
  await store('p1', { active: true })
  const body = '[{"op":"replace","path":"/active","value":false}]'
  const patched = await send('PATCH', `/Patient?${byIdentifier('p1')}`, { body, headers: PATCH })
  t.equal(patched.status, 200)
  t.equal(patched.json.active, false)
  t.equal((await send('PATCH', `/Patient?${byIdentifier('p2')}`, { body, headers: PATCH })).status, 404)
  await store('p1')
  t.equal((await send('PATCH', `/Patient?${byIdentifier('p1')}`, { body, headers: PATCH })).status, 412)
  const late = { ...PATCH, 'if-match': 'W/"9"' }
  await store('p3', { active: true })
  t.equal((await send('PATCH', `/Patient?${byIdentifier('p3')}`, { body, headers: late })).status, 412)
})

t.test('conditional delete: takes every match, and says how many where that is preferred', async (t) => {
  const ids = [await store('d1'), await store('d1')]
  const headers = { prefer: 'return=OperationOutcome' }
  const answer = await send('DELETE', `/Patient?${byIdentifier('d1')}`, { headers })
  t.equal(answer.status, 200)
  t.match(issueOf(answer).diagnostics, /2 resources/)
  for (const id of ids) t.equal((await send('GET', `/Patient/${id}`)).status, 410)
  t.equal((await send('DELETE', `/Patient?${byIdentifier('d1')}`)).status, 204)
  await store('d2')
  t.equal((await send('DELETE', `/Patient?${byIdentifier('d2')}`)).status, 204)
})

t.test('criteria that are missing, unknown or about the result are 400, and nothing happens', async (t) => {
  await store('k1')
  const before = await countOf(server, 'Patient')
  const wrong = [
    '',
    'nonsense=1',
    `${byIdentifier('k1')}&nonsense=1`,
    '_sort=name',
    '_count=1',
    'identifier=',
    '_format=json',
  ]
  for (const criteria of wrong) {
    t.equal((await putIf(criteria, withId('k1'))).status, 400, `PUT ${criteria}`)
    t.equal((await send('DELETE', `/Patient?${criteria}`)).status, 400, `DELETE ${criteria}`)
    const headers = PATCH
    t.equal((await send('PATCH', `/Patient?${criteria}`, { body: '[]', headers })).status, 400, `PATCH ${criteria}`)
    t.equal((await createIf(criteria, withId('k1'))).status, 400, `POST ${criteria}`)
  }
  const lenient = { prefer: 'handling=lenient' }
  t.equal((await send('DELETE', '/Patient?nonsense=1', { headers: lenient })).status, 400, 'also for lenient clients')
  t.equal(await countOf(server, 'Patient'), before)
})

t.test('criteria may be more than identifiers', async (t) => {
  await store('m1', { name: [{ family: 'Ostrowska' }], birthDate: '1980-02-03' })
  t.equal((await putIf('family=Ostrow&birthdate=1980', withId('m1'))).status, 200)
  t.equal((await createIf('family=Ostrowska&birthdate=lt1970', withId('m1'))).status, 201)
})

t.test('64 conditional creates at once make one resource', async (t) => {
  const answers = await Promise.all(times(64, () => createIf(byIdentifier('r1'), withId('r1'))))
  t.same(answers.map(({ status }) => status).sort(), [...times(63, () => 200), 201])
  t.equal(new Set(answers.map(({ json }) => json.id)).size, 1)
  t.equal(await countOf(server, `Patient?${byIdentifier('r1')}`), 1)
})

t.test('so do 64 whose criteria are written in different ways', async (t) => {
  const forms = [
    'identifier=http://clinic.example/id|r2&active=true',
    'active=true&identifier=http://clinic.example/id%7Cr2',
  ]
  const answers = await Promise.all(times(64, (n) => createIf(forms[n % 2] ?? '', withId('r2', { active: true }))))
  t.equal(answers.filter(({ status }) => status === 201).length, 1)
  t.equal(await countOf(server, `Patient?${byIdentifier('r2')}`), 1)
})

t.test('64 conditional updates at once make one resource of 64 versions', async (t) => {
  const answers = await Promise.all(
    times(64, (n) => putIf(byIdentifier('r3'), withId('r3', { multipleBirthInteger: n }))),
  )
  t.same(answers.map(({ status }) => status).sort(), [...times(63, () => 200), 201])
  t.same(answers.map(({ headers }) => headers.etag).sort(), times(64, (n) => `W/"${n + 1}"`).sort())
  t.equal(await countOf(server, `Patient?${byIdentifier('r3')}`), 1)
})

t.test('64 conditional deletes and creates at once leave at most one', async (t) => {
  await store('r4')
  const criteria = byIdentifier('r4')
  const answers = await Promise.all(
    times(64, (n) => (n % 2 === 0 ? send('DELETE', `/Patient?${criteria}`) : createIf(criteria, withId('r4')))),
  )
  for (const { status, text } of answers) t.ok([200, 201, 204].includes(status), text)
  t.ok((await countOf(server, `Patient?${criteria}`)) <= 1)
})
