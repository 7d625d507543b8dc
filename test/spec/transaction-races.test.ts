// https://hl7.org/fhir/R4/http.html#transaction: many at once, and large ones. Issue threads of other servers are full of the opposite: twins, deadlocks, 65,535 parameters.
import t from 'tap'
import type { Database, Queryable } from '../../src/database/database.js'
import { type Answer, type Json, startServer } from '../harness/server.js'
import {
  bundle,
  byIdentifier,
  countOf,
  entry,
  identifier,
  jsonPatchBinary,
  observation,
  patient,
  times,
} from './samples.js'

const server = await startServer(t)
const { send, engine } = server
const transaction = (...entries: readonly object[]): Promise<Answer> =>
  send('POST', '/', { body: bundle('transaction', ...entries) })
const withId = (value: string, elements: object = {}) => patient({ identifier: [identifier(value)], ...elements })
const rotated = <T>(items: readonly T[], by: number): T[] => [...items.slice(by), ...items.slice(0, by)]

/** Counts the statements of transactions from now on. */
function counting(database: Database): { readonly statements: () => number } {
  let statements = 0
  const original = database.transaction
  const transactionOf: Database['transaction'] = (work, first) =>
    original((queryable: Queryable) => {
      const query: Queryable['query'] = (fragment) => {
        statements++
        return queryable.query(fragment)
      }
      return work({ ...queryable, query })
    }, first)
  Object.assign(database, { transaction: transactionOf })
  return { statements: () => statements }
}

t.test('5,000 entries take as many statements as 50', async (t) => {
  const counter = counting(engine.database)
  const large = (size: number, name: string) => {
    const patients = times(size / 5, (n) =>
      entry('POST Patient', withId(`${name}-${n}`), {
        fullUrl: `urn:uuid:0000-${n}`,
        ifNoneExist: byIdentifier(`${name}-${n}`),
      }),
    )
    const observations = times(size / 5, (n) =>
      entry('POST Observation', observation({ subject: { reference: `urn:uuid:0000-${n}` } })),
    )
    const updates = times(size / 5, (n) =>
      entry(`PUT Patient?${byIdentifier(`${name}-u-${n}`)}`, withId(`${name}-u-${n}`)),
    )
    const puts = times(size / 5, (n) =>
      entry(
        `PUT Observation/${name}-${n}`,
        observation({ id: `${name}-${n}`, subject: { reference: `Patient?${byIdentifier(`target-${n % 3}`)}` } }),
      ),
    )
    const deletes = times(size / 5, (n) => entry(`DELETE Patient/${name}-${n}`))
    return [...patients, ...observations, ...updates, ...puts, ...deletes]
  }
  for (const n of [0, 1, 2]) await send('POST', '/Patient', { body: withId(`target-${n}`) })
  const count = async (size: number, name: string): Promise<number> => {
    const before = counter.statements()
    const answer = await transaction(...large(size, name))
    t.equal(answer.status, 200, answer.text.slice(0, 500))
    t.equal(answer.json.entry.length, size)
    return counter.statements() - before
  }
  const few = await count(50, 'small')
  t.ok(few < 30, `${few} statements`)
  t.equal(await count(5_000, 'large'), few)
  t.equal(await countOf(server, `Observation?subject:Patient.identifier=none`).catch(() => 0), 0)
  t.equal(await countOf(server, 'Observation'), (2 * (5_000 + 50)) / 5)
  t.equal((await send('GET', `/Patient?${byIdentifier('large-999')}`)).json.total, 1)
})

t.test('16 transactions over the same keys in different orders are all done', async (t) => {
  const keys = times(16, (n) => `key-${n}`)
  for (const id of keys) await send('PUT', `/Patient/${id}`, { body: patient({ id }) })
  const answers = await Promise.all(
    times(16, (n) =>
      transaction(
        ...rotated(keys, n).map((id) => entry(`PUT Patient/${id}`, patient({ id, multipleBirthInteger: n }))),
      ),
    ),
  )
  for (const { status, text } of answers) t.equal(status, 200, text)
  const versions = await Promise.all(keys.map(async (id) => (await send('GET', `/Patient/${id}`)).json))
  t.same(new Set(versions.map(({ meta }) => meta.versionId)), new Set(['17']))
  // All keys end with the same transaction's content: none was half overtaken.
  t.equal(new Set(versions.map(({ multipleBirthInteger }) => multipleBirthInteger)).size, 1)
})

t.test('so are 16 with conditions, references and deletes in different orders', async (t) => {
  const keys = times(8, (n) => `mixed-${n}`)
  const answers = await Promise.all(
    times(16, (n) =>
      transaction(
        ...rotated(keys, n % 8).flatMap((key) => [
          entry('POST Patient', withId(key), { fullUrl: `urn:uuid:${key}`, ifNoneExist: byIdentifier(key) }),
          entry('POST Observation', observation({ subject: { reference: `urn:uuid:${key}` } })),
          entry(`PUT Observation/${key}`, observation({ id: key, subject: { reference: `urn:uuid:${key}` } })),
        ]),
        entry(`DELETE Observation/none-${n}`),
      ),
    ),
  )
  for (const { status, text } of answers) t.equal(status, 200, text)
  for (const key of keys) t.equal(await countOf(server, `Patient?${byIdentifier(key)}`), 1)
  const made = answers
    .flatMap(({ json }) => json.entry.map(({ response }: Json) => response.status))
    .filter((status: string) => status.startsWith('201'))
  t.equal(made.length, 8 + 8 * 16 + 8, 'eight patients, an Observation each time, eight Observations put')
})

t.test('parallel transactions and single conditional creates of the same criteria make one resource', async (t) => {
  const criteria = byIdentifier('once')
  const answers = await Promise.all(
    times(32, (n) =>
      n % 2 === 0
        ? transaction(entry('POST Patient', withId('once'), { ifNoneExist: criteria }))
        : send('POST', '/Patient', { body: withId('once'), headers: { 'if-none-exist': criteria } }),
    ),
  )
  for (const { status, text } of answers) t.ok(status === 200 || status === 201, text)
  t.equal(await countOf(server, `Patient?${criteria}`), 1)
})

t.test('64 updates of one resource make 64 versions, none lost', async (t) => {
  const answers = await Promise.all(
    times(64, (n) => send('PUT', '/Patient/v', { body: patient({ id: 'v', multipleBirthInteger: n }) })),
  )
  t.same(answers.map(({ headers }) => headers.etag).sort(), times(64, (n) => `W/"${n + 1}"`).sort())
  const history = await send('GET', '/Patient/v/_history?_count=100')
  t.same(
    history.json.entry.map(({ resource }: Json) => resource.multipleBirthInteger).sort(),
    times(64, (n) => n).sort(),
  )
})

t.test('of 64 updates with the same If-Match one wins', async (t) => {
  await send('PUT', '/Patient/w', { body: patient({ id: 'w' }) })
  const update = (n: number) =>
    n % 4 === 0
      ? transaction(entry('PUT Patient/w', patient({ id: 'w', multipleBirthInteger: n }), { ifMatch: 'W/"1"' }))
      : send('PUT', '/Patient/w', {
          body: patient({ id: 'w', multipleBirthInteger: n }),
          headers: { 'if-match': 'W/"1"' },
        })
  const answers = await Promise.all(times(64, update))
  t.same(answers.map(({ status }) => status).sort(), [200, ...times(63, () => 412)])
  t.equal((await send('GET', '/Patient/w')).headers.etag, 'W/"2"')
})

t.test('of 64 creates with If-None-Match: * one wins', async (t) => {
  const create = () => send('PUT', '/Patient/x', { body: patient({ id: 'x' }), headers: { 'if-none-match': '*' } })
  const answers = await Promise.all(times(64, create))
  t.same(answers.map(({ status }) => status).sort(), [201, ...times(63, () => 412)])
})

t.test('updates, patches, deletes and transactions of one resource make a history without gaps', async (t) => {
  const one = (n: number) => patient({ id: 'y', multipleBirthInteger: n })
  const writers = [
    (n: number) => send('PUT', '/Patient/y', { body: one(n) }),
    () => send('DELETE', '/Patient/y'),
    (n: number) => transaction(entry('PUT Patient/y', one(n)), entry('GET Patient/y')),
    () => send('PATCH', '/Patient/y', { body: '[]', headers: { 'content-type': 'application/json-patch+json' } }),
    () => transaction(entry('PATCH Patient/y', jsonPatchBinary())),
  ]
  const answers = await Promise.all(times(65, (n) => writers[n % writers.length]?.(n)))
  // 503: a key that is deleted and made again all the time has no row to queue for, so a transaction may lose every try.
  for (const answer of answers) t.ok([200, 201, 204, 404, 410, 503].includes(answer?.status ?? 0), answer?.text ?? '')
  const { json } = await send('GET', '/Patient/y/_history?_count=1000')
  const versions = json.entry.map(({ response }: Json) => Number(response.etag.slice(3, -1)))
  t.same(
    versions,
    times(versions.length, (n) => versions.length - n),
  )
  const stamps = json.entry.map(({ response }: Json) => response.lastModified)
  t.same(stamps, [...new Set<string>(stamps)].sort().reverse(), 'no two of the same instant, none back in time')
})
