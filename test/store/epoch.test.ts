import t from 'tap'
import { unrestricted } from '../../src/access/access.js'
import { parseJson } from '../../src/fhir/json-parse.js'
import { resourceText } from '../../src/fhir/resource-text.js'
import { sql } from '../../src/sql/sql.js'
import { readEpoch } from '../../src/store/epoch.js'
import { StaleKnowledgeError } from '../../src/store/stale-knowledge.js'
import type { PutWrite } from '../../src/store/store.js'
import { postgresAbsent } from '../harness/database.js'
import { startEngine } from '../harness/server.js'

const { engine } = await startEngine(t, { SEED: 'off' })
const { indexer, store, database } = engine
const { json: limits } = engine.contextFor(unrestricted).limits
const epoch = () => readEpoch({ queryable: database, practice: 0 })

interface Resource {
  readonly resourceType: string
  readonly id: string
}

function put(resource: Resource, judged?: number): PutWrite {
  const content = resourceText(parseJson(JSON.stringify(resource), limits))
  const index = indexer.index(resource.resourceType, resource.id, resource)
  const write = { kind: 'put', method: 'PUT', type: resource.resourceType, id: resource.id, content, index } as const
  return { ...write, expect: { kind: 'any' }, ...(judged === undefined ? {} : { epoch: judged }) }
}

const patient = (id: string) => ({ resourceType: 'Patient', id })
const valueSet = (id: string) => ({ resourceType: 'ValueSet', id, url: `https://example.org/${id}`, status: 'active' })

t.test('a write that was judged under the epoch of now is stored; one under another is refused as stale', async (t) => {
  const now = await epoch()
  t.equal((await store.write(put(patient('a'), now))).outcome, 'created')
  t.equal((await store.write(put(patient('b')))).outcome, 'created', 'nobody judged it')
  await t.rejects(store.write(put(patient('c'), now - 1)), StaleKnowledgeError)
  await t.rejects(store.write(put(patient('c'), now + 1)), StaleKnowledgeError)
  await t.rejects(
    store.transaction((unit) => unit.writeAll([put(patient('c'), now), put(patient('d'), now - 1)])),
    StaleKnowledgeError,
  )
  t.equal(await store.read('Patient', 'c', {}), undefined)
  t.equal(await epoch(), now, 'patients change nothing of what is known')
})

t.test(
  'a group of writes that were judged under several epochs is stored or judged again, member by member',
  async (t) => {
    const now = await epoch()
    const results = await Promise.allSettled([
      store.write(put(patient('a'), now)),
      store.write(put(patient('b'), now)),
      store.write(put(patient('c'), now - 1)),
    ])
    t.match(results[2], { status: 'rejected', reason: StaleKnowledgeError })
    for (const result of results.slice(0, 2)) {
      t.ok(
        result.status === 'fulfilled' || result.reason instanceof StaleKnowledgeError,
        'stored, or to be judged again',
      )
    }
  },
)

t.test(
  'each create, update and delete of a conformance resource lets the epoch grow, also in transactions and imports',
  async (t) => {
    let before = await epoch()
    const grew = async (title: string, by: number) => {
      const after = await epoch()
      t.equal(after - before, by, title)
      before = after
    }
    await store.write(put(valueSet('a')))
    await grew('create', 1)
    await store.write(put(valueSet('a'), before))
    await grew('update', 1)
    await store.write({ kind: 'delete', type: 'ValueSet', id: 'a', expect: { kind: 'any' }, reach: [] })
    await grew('delete', 1)
    await store.write({ kind: 'delete', type: 'ValueSet', id: 'a', expect: { kind: 'any' }, reach: [] })
    await grew('nothing to delete', 0)
    await store.transaction((unit) => unit.writeAll([put(valueSet('b')), put(valueSet('c')), put(patient('p'))]))
    await grew('transaction', 1)
    await store.importMany([put(valueSet('d')), put(valueSet('b'))])
    await grew('import', 1)
    await store.importMany([put(valueSet('d')), put(valueSet('b'))])
    await grew('import of the same', 0)
    await t.rejects(store.write(put(valueSet('e'), before - 1)), StaleKnowledgeError)
    await grew('refused', 0)
  },
)

t.test('transactions that did not say that they change what is known do so nevertheless, also at once', async (t) => {
  const before = await epoch()
  const ids = ['a', 'b', 'c', 'd']
  await Promise.all(ids.map((id) => store.transaction((unit) => unit.writeAll([put(valueSet(id))]))))
  t.equal(await epoch(), before + ids.length)
})

t.test(
  'whoever changes what is known waits for writes that were judged before',
  { skip: postgresAbsent },
  async (t) => {
    const judged = await epoch()
    const order: string[] = []
    let release = (): void => {}
    const gate = new Promise<void>((resolve) => {
      release = resolve
    })
    let begun = (): void => {}
    const written = new Promise<void>((resolve) => {
      begun = resolve
    })
    const slow = store
      .transaction(async (unit) => {
        await unit.writeAll([put(patient('slow'), judged)])
        begun()
        await gate
      })
      .then(() => order.push('write'))
    await written
    const change = store.write(put(valueSet('change'))).then(() => order.push('change'))
    // Until the change waits for its lock.
    for (;;) {
      const [row] = await database.query<{ waits: boolean }>(sql`
      select exists (select from pg_locks where locktype = 'advisory' and classid = 7423 and not granted
        and database = (select oid from pg_database where datname = current_database())) as waits`)
      if (row?.waits === true) break
    }
    t.equal(await epoch(), judged)
    release()
    await Promise.all([slow, change])
    t.strictSame(order, ['write', 'change'])
    t.equal(await epoch(), judged + 1)
  },
)

t.test('among many writes and changes at once, each write is stored or found stale, and none is lost', async (t) => {
  let stored = 0
  const write = async (id: string): Promise<void> => {
    for (;;) {
      const judged = await epoch()
      try {
        await store.write(put(patient(id), judged))
        stored++
        return
      } catch (error) {
        if (!(error instanceof StaleKnowledgeError)) throw error
      }
    }
  }
  const before = await epoch()
  const writes = Array.from({ length: 60 }, (_, at) => write(`many-${at}`))
  const changes = Array.from({ length: 6 }, (_, at) => store.write(put(valueSet(`many-${at}`))))
  await Promise.all([...writes, ...changes])
  t.equal(stored, 60)
  t.equal(await epoch(), before + 6)
})
