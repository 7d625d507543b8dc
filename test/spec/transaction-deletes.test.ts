// https://hl7.org/fhir/R4/http.html#trules: deletes of a transaction, and what conditions find beside them
import t from 'tap'
import { type Answer, type Json, startServer } from '../harness/server.js'
import { bundle, byIdentifier, countOf, entry, identifier, issueOf, observation, patient } from './samples.js'

const server = await startServer(t, { CONDITIONAL_DELETES_MAX: '3' })
const { send } = server
const transaction = (...entries: readonly object[]): Promise<Answer> =>
  send('POST', '/', { body: bundle('transaction', ...entries) })
const statusesOf = (answer: Answer): string[] =>
  (answer.json.entry ?? []).map(({ response }: Json) => response.status.slice(0, 3))
const withId = (value: string, elements: object = {}) => patient({ identifier: [identifier(value)], ...elements })
const put = (id: string, value = id) => send('PUT', `/Patient/${id}`, { body: withId(value, { id }) })
const putAll = async (value: string, ...ids: readonly string[]): Promise<void> => {
  for (const id of ids) await put(id, value)
}
const observe = (id: string, reference: string) =>
  send('PUT', `/Observation/${id}`, { body: observation({ id, subject: { reference } }) })

t.test('a conditional delete takes every match, as it does alone', async (t) => {
  await putAll('several', 's1', 's2', 's3')
  const answer = await send('POST', '/', {
    body: bundle('transaction', entry(`DELETE Patient?${byIdentifier('several')}`)),
    headers: { prefer: 'return=OperationOutcome' },
  })
  t.equal(answer.status, 200)
  t.match(answer.json.entry[0].response, { status: /^200/, outcome: { issue: [{ diagnostics: /^3 resources/ }] } })
  t.equal(await countOf(server, `Patient?${byIdentifier('several')}`), 0)
})

t.test('more than the server takes at once is 412, and nothing is deleted', async (t) => {
  await putAll('many', 'm1', 'm2', 'm3', 'm4')
  const answer = await transaction(entry(`DELETE Patient?${byIdentifier('many')}`))
  t.equal(answer.status, 412)
  t.match(issueOf(answer), { code: 'too-costly', diagnostics: /Bundle\.entry\[0\].*more than 3/ })
  t.equal(await countOf(server, `Patient?${byIdentifier('many')}`), 4)
})

t.test('what a conditional delete finds overlaps with what other entries change', async (t) => {
  await putAll('both', 'b1', 'b2')
  const answer = await transaction(
    entry(`DELETE Patient?${byIdentifier('both')}`),
    entry('PUT Patient/b2', withId('both', { id: 'b2' })),
  )
  t.equal(answer.status, 400)
  t.match(issueOf(answer).diagnostics, /Bundle\.entry\[0\].*Bundle\.entry\[1\].*Patient\/b2/)
})

t.test('ifNoneExist sees what deletes leave, however many match before them', async (t) => {
  const post = entry('POST Patient', withId('three'), { ifNoneExist: byIdentifier('three') })
  await putAll('three', 't1', 't2', 't3')
  t.equal((await transaction(entry('DELETE Patient/t1'), post)).status, 412)
  t.equal(await countOf(server, `Patient?${byIdentifier('three')}`), 3)
  const answer = await transaction(entry('DELETE Patient/t1'), entry('DELETE Patient/t2'), post)
  t.same(statusesOf(answer), ['204', '204', '200'])
  t.match(answer.json.entry[2].response.location, /Patient\/t3\//)
  t.equal(await countOf(server, `Patient?${byIdentifier('three')}`), 1)
  const last = await transaction(entry(`DELETE Patient?${byIdentifier('three')}`), post)
  t.same(statusesOf(last), ['204', '201'])
})

t.test('a refused delete names the entry and the resource that is referred to', async (t) => {
  await putAll('r', 'r1', 'r2', 'r3')
  await observe('of-r2', 'Patient/r2')
  await observe('of-r3', 'Patient/r3')
  const answer = await transaction(
    entry('DELETE Patient/r3'),
    entry('DELETE Patient/r1'),
    entry('DELETE Patient/r2'),
    entry('DELETE Observation/of-r3'),
  )
  t.equal(answer.status, 409)
  t.equal(answer.json.issue.length, 1)
  t.match(issueOf(answer), {
    diagnostics: /Bundle\.entry\[2\].*Patient\/r2.*Observation\/of-r2/,
    expression: ['Bundle.entry[2]'],
  })
  const both = await transaction(entry('DELETE Patient/r3'), entry('DELETE Patient/r2'))
  t.same(both.json.issue.map(({ expression }: Json) => expression[0]).sort(), ['Bundle.entry[0]', 'Bundle.entry[1]'])
})

t.test('referrers that the client may not read are counted, and not named', async (t) => {
  const { engine, send } = await startServer(t, { AUTH: 'token' })
  const as = async (name: string, scopes: string) => ({
    authorization: `Bearer ${await engine.clients.add(name, scopes)}`,
  })
  const all = await as('all', 'system/*.cruds')
  const eraser = await as('eraser', 'system/Patient.d system/Condition.s')
  await send('PUT', '/Patient/1', { body: patient({ id: '1' }), headers: all })
  const subject = { reference: 'Patient/1' }
  for (const id of ['o1', 'o2'])
    await send('PUT', `/Observation/${id}`, { body: observation({ id, subject }), headers: all })
  const hidden = await send('DELETE', '/Patient/1', { headers: eraser })
  t.equal(hidden.status, 409)
  t.match(issueOf(hidden).diagnostics, /2 resources that this client may not read refer to it/)
  t.notMatch(hidden.text, /Observation/)
  await send('PUT', '/Condition/c', { body: { resourceType: 'Condition', id: 'c', subject }, headers: all })
  const mixed = await send('DELETE', '/Patient/1', { headers: eraser })
  t.match(issueOf(mixed).diagnostics, /refer to it: `Condition\/c`, and 2 more that this client may not read/)
  t.match(issueOf(await send('DELETE', '/Patient/1', { headers: all })).diagnostics, /`Observation\/o1`/)
})
