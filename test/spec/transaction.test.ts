// https://hl7.org/fhir/R4/http.html#transaction: rules and failures; references and races stand in files of their own
import t from 'tap'
import { type Answer, type Json, startServer } from '../harness/server.js'
import {
  bundle,
  byIdentifier,
  countOf,
  entry,
  fhirPathPatch,
  identifier,
  instanceOf,
  issueOf,
  jsonPatchBinary,
  patient,
  times,
} from './samples.js'

const server = await startServer(t)
const { send } = server
const transaction = (...entries: readonly object[]): Promise<Answer> =>
  send('POST', '/', { body: bundle('transaction', ...entries) })
const statusesOf = (answer: Answer): string[] =>
  (answer.json.entry ?? []).map(({ response }: Json) => response.status.slice(0, 3))
const put = (id: string, elements: object = {}) => send('PUT', `/Patient/${id}`, { body: patient({ id, ...elements }) })
const withId = (value: string, elements: object = {}) => patient({ identifier: [identifier(value)], ...elements })

t.test('does all of it, and answers in the order of the entries', async (t) => {
  for (const id of ['d', 'p', 'u']) await put(id, { active: true })
  const answer = await transaction(
    entry('GET Patient/u'),
    entry('PATCH Patient/p', jsonPatchBinary({ op: 'replace', path: '/active', value: false })),
    entry('PUT Patient/u', patient({ id: 'u', active: false })),
    entry('POST Patient', withId('new')),
    entry('DELETE Patient/d'),
    entry(`GET Patient?${byIdentifier('new')}`),
    entry('HEAD Patient/u'),
  )
  t.equal(answer.status, 200)
  t.equal(answer.json.type, 'transaction-response')
  t.same(statusesOf(answer), ['200', '200', '200', '201', '204', '200', '200'])
  // "process DELETE, then POST, then PUT and PATCH, then GET and HEAD": what is read is what was written.
  t.equal(answer.json.entry[0].resource.active, false)
  t.equal(answer.json.entry[5].resource.total, 1)
  t.equal((await send('GET', '/Patient/p')).json.active, false)
  t.equal((await send('GET', '/Patient/d')).status, 410)
  t.match(answer.json.entry[3].response, { etag: 'W/"1"', location: /^http.*\/Patient\/[^/]+\/_history\/1$/ })
  t.match(answer.json.entry[2].response, { etag: 'W/"2"', lastModified: /^2026/ })
})

t.test('the order of the entries changes nothing', async (t) => {
  const made = (value: string) => [
    entry(`DELETE Patient?${byIdentifier(value)}`),
    entry('POST Patient', withId(value, { active: true }), { ifNoneExist: byIdentifier(value) }),
    entry(`GET Patient?${byIdentifier(value)}&active=true`),
  ]
  for (const [name, order] of [
    ['first', [0, 1, 2]],
    ['last', [2, 1, 0]],
    ['middle', [1, 2, 0]],
  ] as const) {
    const old = (await send('POST', '/Patient', { body: withId(name) })).json.id
    const entries = made(name)
    const answer = await transaction(...order.map((at) => entries[at] ?? {}))
    t.equal(answer.status, 200, name)
    // The delete comes first, so the conditional create finds nothing.
    t.same(
      order.map((at) => ['204', '201', '200'][at]),
      statusesOf(answer),
      name,
    )
    t.equal(answer.json.entry[order.indexOf(2 as never)].resource.total, 1, name)
    t.equal((await send('GET', `/Patient/${old}`)).status, 410)
  }
})

t.test('all or nothing, wherever the entry that fails stands', async (t) => {
  const good = times(3, (n) => entry(`PUT Patient/atomic-${n}`, patient({ id: `atomic-${n}` })))
  await put('atomic-x')
  const failing: readonly (readonly [object, number])[] = [
    [entry('PUT Patient/atomic-x', patient({ id: 'other' })), 400],
    [entry('PUT Patient/atomic-x', patient({ id: 'atomic-x' }), { ifMatch: 'W/"9"' }), 412],
    [entry('PUT Patient/atomic-x', patient({ id: 'atomic-x' }), { ifNoneMatch: '*' }), 412],
    [entry('DELETE Patient/atomic-x', undefined, { ifMatch: 'W/"9"' }), 412],
    [entry('PATCH Patient/atomic-x', jsonPatchBinary({ op: 'remove', path: '/gender' })), 422],
    [entry('PATCH Patient/atomic-absent', jsonPatchBinary()), 404],
    [entry(`PATCH Patient?${byIdentifier('atomic')}`, jsonPatchBinary()), 404],
    [entry('PATCH Patient/atomic-x', jsonPatchBinary(), { ifMatch: 'W/"9"' }), 412],
    [entry('GET Patient/atomic-absent'), 404],
    [entry('GET Patient?nonsense=1'), 400],
    [entry('POST Nonsense', { resourceType: 'Nonsense' }), 404],
    [
      entry('POST Observation', {
        resourceType: 'Observation',
        status: 'final',
        code: { text: 'x' },
        subject: { reference: 'Patient/atomic-absent' },
      }),
      422,
    ],
    [entry('POST Patient/atomic-x', patient()), 405],
    [entry('POST Patient'), 400],
  ]
  for (const [wrong, status] of failing) {
    for (const at of [0, 2, 3]) {
      const answer = await transaction(...good.toSpliced(at, 0, wrong))
      t.equal(answer.status, status, `${JSON.stringify(wrong)} at ${at}: ${answer.text}`)
      t.equal(answer.json.resourceType, 'OperationOutcome')
      t.match(issueOf(answer).diagnostics, `Bundle.entry[${at}]`)
      t.match(issueOf(answer).expression?.[0], `Bundle.entry[${at}]`)
    }
  }
  for (const n of times(3, (n) => n)) t.equal((await send('GET', `/Patient/atomic-${n}`)).status, 404)
  t.equal((await send('GET', '/Patient/atomic-x')).headers.etag, 'W/"1"')
  t.equal(
    (await send('GET', '/Patient/_history?_count=1000')).json.entry.filter(({ fullUrl }: Json) =>
      /atomic-\d/.test(fullUrl),
    ).length,
    0,
  )
})

t.test('what overlaps is 400, and both entries are named', async (t) => {
  // "If any resource identities (including resolved identities from conditional update/delete) overlap in steps 1-3, then the transaction SHALL fail."
  await put('o', { identifier: [identifier('o')] })
  const one = patient({ id: 'o' })
  const overlaps = [
    [entry('PUT Patient/o', one), entry('PUT Patient/o', one)],
    [entry('PUT Patient/o', one), entry('DELETE Patient/o')],
    [entry('DELETE Patient/o'), entry('DELETE Patient/o')],
    [entry('PUT Patient/o', one), entry('PATCH Patient/o', jsonPatchBinary())],
    [entry('PUT Patient/o', one), entry(`PUT Patient?${byIdentifier('o')}`, withId('o'))],
    [entry('PUT Patient/o', one), entry(`DELETE Patient?${byIdentifier('o')}`)],
    [entry(`PATCH Patient?${byIdentifier('o')}`, jsonPatchBinary()), entry('DELETE Patient/o')],
    [
      entry(`PUT Patient?${byIdentifier('fresh')}`, withId('fresh')),
      entry(`PUT Patient?${byIdentifier('fresh')}`, withId('fresh')),
    ],
  ]
  for (const entries of overlaps) {
    const answer = await transaction(...entries)
    t.equal(answer.status, 400, JSON.stringify(entries))
    t.same(issueOf(answer).expression, ['Bundle.entry[0]', 'Bundle.entry[1]'])
  }
  t.equal((await send('GET', '/Patient/o')).headers.etag, 'W/"1"')
  t.equal((await transaction(entry('PUT Patient/o', one), entry('GET Patient/o'))).status, 200, 'reading is no overlap')
})

t.test('two entries of the same fullUrl are 400', async (t) => {
  const fullUrl = 'urn:uuid:7b1f4e5a-8f5f-4f1c-9d53-0a0000000001'
  const same = [fullUrl, fullUrl.toUpperCase().replace('URN:UUID', 'urn:uuid')]
  const answer = await transaction(...same.map((url) => entry('POST Patient', withId('twice'), { fullUrl: url })))
  t.equal(answer.status, 400)
  t.match(issueOf(answer).expression, ['Bundle.entry[1].fullUrl'])
  t.equal(await countOf(server, `Patient?${byIdentifier('twice')}`), 0)
})

t.test('ifNoneExist: finds, creates, or is 412', async (t) => {
  const made = await transaction(entry('POST Patient', withId('i'), { ifNoneExist: byIdentifier('i') }))
  t.same(statusesOf(made), ['201'])
  const found = await transaction(entry('POST Patient', withId('i'), { ifNoneExist: `?${byIdentifier('i')}` }))
  t.same(statusesOf(found), ['200'])
  t.equal(found.json.entry[0].response.location, made.json.entry[0].response.location)
  await send('POST', '/Patient', { body: withId('i') })
  const several = await transaction(entry('POST Patient', withId('i'), { ifNoneExist: byIdentifier('i') }))
  t.equal(several.status, 412)
  t.equal(issueOf(several).code, 'multiple-matches')
  t.equal((await transaction(entry('POST Patient', withId('i'), { ifNoneExist: 'nonsense=1' }))).status, 400)
  t.equal((await transaction(entry('POST Patient', withId('i'), { ifNoneExist: '' }))).status, 400)
})

t.test('the same ifNoneExist twice in one transaction makes one resource', async (t) => {
  const same = () => entry('POST Patient', withId('one'), { ifNoneExist: byIdentifier('one') })
  const answer = await transaction(same(), same(), same())
  t.same(statusesOf(answer), ['201', '200', '200'])
  t.equal(new Set(answer.json.entry.map(({ response }: Json) => instanceOf(response.location))).size, 1)
  t.equal(await countOf(server, `Patient?${byIdentifier('one')}`), 1)
})

t.test('conditional update, patch and delete', async (t) => {
  for (const value of ['cu', 'cp', 'cd']) await send('POST', '/Patient', { body: withId(value, { active: true }) })
  const patchActive = fhirPathPatch(
    { name: 'type', valueCode: 'delete' },
    { name: 'path', valueString: 'Patient.active' },
  )
  const answer = await transaction(
    entry(`PUT Patient?${byIdentifier('cu')}`, withId('cu')),
    entry(`PUT Patient?${byIdentifier('cu2')}`, withId('cu2', { id: 'cu-2' })),
    entry(`PATCH Patient?${byIdentifier('cp')}`, patchActive),
    entry(`DELETE Patient?${byIdentifier('cd')}`),
    entry(`DELETE Patient?${byIdentifier('nothing')}`),
  )
  t.same(statusesOf(answer), ['200', '201', '200', '204', '204'])
  t.equal((await send('GET', '/Patient/cu-2')).status, 200)
  t.equal(await countOf(server, `Patient?${byIdentifier('cd')}`), 0)
  await send('POST', '/Patient', { body: withId('cu') })
  for (const [request, resource] of [
    ['PUT', withId('cu')],
    ['PATCH', jsonPatchBinary()],
  ] as const) {
    t.equal((await transaction(entry(`${request} Patient?${byIdentifier('cu')}`, resource))).status, 412, request)
  }
  t.same(statusesOf(await transaction(entry(`DELETE Patient?${byIdentifier('cu')}`))), ['204'], 'all of them or none')
  t.equal(await countOf(server, `Patient?${byIdentifier('cu')}`), 0)
  await put('busy')
  const taken = await transaction(entry(`PUT Patient?${byIdentifier('cu3')}`, withId('cu3', { id: 'busy' })))
  t.equal(taken.status, 409)
  const other = await transaction(entry(`PUT Patient?${byIdentifier('cu2')}`, withId('cu2', { id: 'cu-3' })))
  t.equal(other.status, 400)
  const late = await transaction(
    entry(`PUT Patient?${byIdentifier('none')}`, withId('none', { id: 'n' }), { ifMatch: 'W/"1"' }),
  )
  t.equal(late.status, 412)
  t.equal((await transaction(entry('DELETE Patient'))).status, 400)
})

t.test(
  'a transaction is never quietly a batch: bundles do not nest, methods are those of the specification',
  async (t) => {
    const nested = await transaction({ request: { method: 'POST', url: '' }, resource: bundle('batch') })
    t.equal(nested.status, 400)
    t.match(issueOf(nested).diagnostics, 'Bundle.entry[0]')
    for (const request of [undefined, {}, { method: 'BREW', url: 'Patient' }, { method: 'POST' }]) {
      const answer = await send('POST', '/', {
        body: { resourceType: 'Bundle', type: 'transaction', entry: [{ request, resource: patient() }] },
      })
      t.equal(answer.status, 400)
    }
    t.same(
      (await send('POST', '/', { body: { resourceType: 'Bundle', type: 'transaction' } })).json.type,
      'transaction-response',
    )
  },
)

t.test('what a client sees between is nothing or all', async (t) => {
  const ids = times(20, (n) => `seen-${n}`)
  const writing = transaction(
    ...ids.map((id) => entry(`PUT Patient/${id}`, patient({ id, identifier: [identifier('seen')] }))),
  )
  const counts = await Promise.all(times(20, () => countOf(server, `Patient?${byIdentifier('seen')}`)))
  t.equal((await writing).status, 200)
  for (const count of counts) t.ok(count === 0 || count === 20, String(count))
})

t.test('an update within a transaction keeps its text digit for digit', async (t) => {
  const resource =
    '{"resourceType":"Patient","id":"digits","extension":[{"url":"http://e","valueDecimal":1.10},{"url":"http://f","valueDecimal":0.12345678901234567890123}]}'
  const body = `{"resourceType":"Bundle","type":"transaction","entry":[ { "request":{"method":"PUT","url":"Patient/digits"},"resource":${resource}}]}`
  t.equal((await send('POST', '/', { body })).status, 200)
  t.match((await send('GET', '/Patient/digits')).text, resource.slice(resource.indexOf('"extension"')))
})
