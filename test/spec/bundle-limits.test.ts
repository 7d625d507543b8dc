// https://hl7.org/fhir/R4/http.html#transaction: what a Bundle of entries may cost, and what its client may see through it
import t from 'tap'
import { unrestricted } from '../../src/access/access.js'
import { performBatch } from '../../src/interactions/bundle/batch.js'
import { type Json, startServer } from '../harness/server.js'
import { bundle, countOf, entry, issueOf, jsonPatchBinary, patient, times } from './samples.js'

const statusesOf = (answer: { readonly json: Json }): string[] =>
  (answer.json.entry ?? []).map(({ response }: Json) => response.status.slice(0, 3))

t.test('a PATCH needs the scope to read in a Bundle as it does alone', async (t) => {
  const { engine, send } = await startServer(t, { AUTH: 'token' })
  const headersOf = async (name: string, scopes: string) => ({
    authorization: `Bearer ${await engine.clients.add(name, scopes)}`,
    prefer: 'return=representation',
  })
  const all = await headersOf('all', 'system/*.cruds')
  const updater = await headersOf('updater', 'system/Patient.u')
  await send('PUT', '/Patient/1', { body: patient({ id: '1', birthDate: '1980-01-01' }), headers: all })
  const activate = entry('PATCH Patient/1', jsonPatchBinary({ op: 'add', path: '/active', value: true }))
  for (const type of ['batch', 'transaction'] as const) {
    const answer = await send('POST', '/', { body: bundle(type, activate), headers: updater })
    t.notMatch(answer.text, /1980/, type)
    t.equal(type === 'batch' ? statusesOf(answer)[0] : String(answer.status), '404', type)
  }
  t.equal((await send('GET', '/Patient/1', { headers: all })).json.active, undefined)
  const both = await headersOf('both', 'system/Patient.ru')
  t.equal((await send('POST', '/', { body: bundle('transaction', activate), headers: both })).status, 200)
})

const server = await startServer(t, { BUNDLE_ANSWER_LENGTH_MAX: '100000' })

t.test('the answer to a Bundle has a limit', async (t) => {
  const { send } = server
  await send('PUT', '/Binary/1', {
    body: { resourceType: 'Binary', id: '1', contentType: 'text/plain', data: 'A'.repeat(40_000) },
  })
  const reads = times(50, () => entry('GET Binary/1'))

  t.test('a batch answers 413 from there on, and performs nothing more', async (t) => {
    const answer = await send('POST', '/', {
      body: bundle('batch', ...reads, entry('PUT Patient/late', patient({ id: 'late' }))),
    })
    t.equal(answer.status, 200)
    const statuses = statusesOf(answer)
    t.equal(statuses.filter((status) => status === '200').length, 2)
    t.equal(statuses.filter((status) => status === '413').length, 49)
    t.match(answer.json.entry[50].response.outcome.issue[0], {
      code: 'too-costly',
      diagnostics: /Bundle\.entry\[50\].*BUNDLE_ANSWER_LENGTH_MAX/,
    })
    t.ok(answer.text.length < 150_000)
    t.equal((await send('GET', '/Patient/late')).status, 404)
  })

  t.test('what a batch has written is answered as written', async (t) => {
    const large = patient({
      text: { status: 'generated', div: `<div xmlns="http://www.w3.org/1999/xhtml">${'a'.repeat(60_000)}</div>` },
    })
    const answer = await send('POST', '/', {
      body: bundle('batch', ...times(8, () => entry('POST Patient', large))),
      headers: { prefer: 'return=representation' },
    })
    const written = answer.json.entry.filter(({ response }: Json) => response.status.startsWith('201'))
    t.equal(written.length, await countOf(server, 'Patient'))
    t.equal(written.filter(({ resource }: Json) => resource !== undefined).length, 1)
    t.ok(written.every(({ response }: Json) => response.etag === 'W/"1"'))
  })

  t.test('a transaction fails as a whole', async (t) => {
    const answer = await send('POST', '/', {
      body: bundle('transaction', entry('PUT Patient/undone', patient({ id: 'undone' })), ...reads),
    })
    t.equal(answer.status, 413)
    t.match(issueOf(answer), { code: 'too-costly', diagnostics: /Bundle\.entry\[3\]/ })
    t.equal((await send('GET', '/Patient/undone')).status, 404)
  })

  t.test('a transaction of more than 500 reads is 413', async (t) => {
    const searches = (count: number) => times(count, () => entry('GET Patient?_summary=count'))
    const answer = await send('POST', '/', { body: bundle('transaction', ...searches(501)) })
    t.equal(answer.status, 413)
    t.match(issueOf(answer).diagnostics, /501 entries that read or search.*at most 500/)
  })
})

t.test('an unexpected error at one entry of a batch is a 500 of that entry, and known to the log', async (t) => {
  const { engine, send } = server
  const reported: unknown[] = []
  const context = {
    ...engine.contextFor(unrestricted),
    beforeWrite: [
      (writes: readonly { readonly id: string }[]) => {
        if (writes.some(({ id }) => id === 'bad')) throw new RangeError('secret')
        return writes.map(() => ({ refusal: undefined, warnings: [] }))
      },
    ],
    report: (error: unknown) => reported.push(error),
  }
  const value = bundle('batch', ...['good', 'bad', 'fine'].map((id) => entry(`PUT Patient/${id}`, patient({ id }))))
  const body = { text: JSON.stringify(value), value }
  const { status, body: text = '' } = await performBatch(context, {
    interaction: 'bundle',
    method: 'POST',
    parameters: [],
    body,
    prefer: { return: 'minimal', handling: 'strict' },
  } as Parameters<typeof performBatch>[1])
  t.equal(status, 200)
  t.same(statusesOf({ json: JSON.parse(text) }), ['201', '500', '201'])
  t.notMatch(text, /secret|RangeError/)
  t.match(JSON.parse(text).entry[1].response.outcome.issue[0], { code: 'exception', diagnostics: /Bundle\.entry\[1\]/ })
  t.match(reported, [{ message: 'secret' }])
  t.equal((await send('GET', '/Patient/fine')).status, 200)
})
