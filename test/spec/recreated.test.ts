// https://hl7.org/fhir/R4/http.html#concurrency and #history: what is absent, and what comes back
import t from 'tap'
import { type Answer, type Json, startServer } from '../harness/server.js'
import { bundle, entry, jsonPatchBinary, patient } from './samples.js'

const { send } = await startServer(t)
const put = (id: string) => send('PUT', `/Patient/${id}`, { body: patient({ id }) })
const patch = (id: string, headers: Record<string, string>): Promise<Answer> =>
  send('PATCH', `/Patient/${id}`, {
    body: '[{"op":"add","path":"/active","value":true}]',
    headers: { 'content-type': 'application/json-patch+json', ...headers },
  })
const inTransaction = (id: string, conditions: object): Promise<Answer> =>
  send('POST', '/', {
    body: bundle(
      'transaction',
      entry(`PATCH Patient/${id}`, jsonPatchBinary({ op: 'add', path: '/active', value: true }), { ...conditions }),
    ),
  })

t.test('If-Match: * on a PATCH of what is not there is 412, as on a PUT', async (t) => {
  await put('gone')
  await send('DELETE', '/Patient/gone')
  for (const id of ['never', 'gone']) {
    t.equal((await send('PUT', `/Patient/${id}`, { body: patient({ id }), headers: { 'if-match': '*' } })).status, 412)
    t.equal((await patch(id, { 'if-match': '*' })).status, 412)
    t.equal((await inTransaction(id, { ifMatch: '*' })).status, 412)
  }
  await put('there')
  t.equal((await patch('there', { 'if-match': '*' })).status, 200)
  t.equal((await inTransaction('there', { ifMatch: '*' })).status, 200)
})

t.test('If-None-Match on a PATCH is 400, also in a transaction', async (t) => {
  await put('there')
  t.equal((await patch('there', { 'if-none-match': '*' })).status, 400)
  const answer = await inTransaction('there', { ifNoneMatch: 'W/"1"' })
  t.equal(answer.status, 400)
  t.match(answer.json.issue[0].diagnostics, /Bundle\.entry\[0\].*If-None-Match/)
})

t.test('a history says of each version what was answered to its request, also on pages of one', async (t) => {
  const answered = [await put('back'), await put('back'), await send('DELETE', '/Patient/back'), await put('back')]
  answered.push(await put('back'))
  const statuses = answered.map(({ status }) => String(status)).reverse()
  t.same(statuses, ['200', '201', '204', '200', '201'])
  const shown = (answer: Answer): string[] => answer.json.entry.map(({ response }: Json) => response.status)
  t.same(shown(await send('GET', '/Patient/back/_history')), statuses)
  const found: string[] = []
  for (let path: string | undefined = '/Patient/back/_history?_count=1'; path !== undefined; ) {
    const page = await send('GET', path)
    found.push(...shown(page))
    path = page.json.link.find(({ relation }: Json) => relation === 'next')?.url.replace(/^.*\/fhir/, '')
  }
  t.same(found, statuses)
})
