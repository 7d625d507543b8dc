import t from 'tap'
import { readConfig } from '../../src/config.js'
import { migrate } from '../../src/database/migrate.js'
import { openDatabase } from '../../src/database/open.js'
import { createClients } from '../../src/smart/clients.js'
import { sql } from '../../src/sql/sql.js'
import { freshDatabase } from '../harness/database.js'

const config = readConfig(await freshDatabase(t))
const database = await openDatabase({
  databaseUrl: config.databaseUrl,
  folder: undefined,
  pool: config.databasePool,
  statementTimeoutMs: 10_000,
  random: Math.random,
  onIdleError: () => {},
})
t.teardown(() => database.close())
await migrate(database)

let now = 0
const isResourceType = (name: string) => name === 'Patient'
const clients = createClients({ database, practice: 0, isResourceType, now: () => now })

t.test('a client is known by its token, which is kept nowhere', async (t) => {
  const token = await clients.add('front desk', ' system/Patient.cruds ')
  t.match(token, /^anteroom_[A-Za-z0-9_-]{43}$/)
  const access = await clients.authenticate(token)
  t.equal(access?.client, 'front desk')
  t.ok(access?.allows('c', 'Patient'))
  const rows = await database.query(sql`select name, encode(token_hash, 'hex') as hash, scopes from client`)
  t.notMatch(JSON.stringify(rows), token)
  t.match(rows, [{ name: 'front desk', hash: /^[0-9a-f]{64}$/, scopes: 'system/Patient.cruds' }])
  t.match(await clients.list(), [{ name: 'front desk', scopes: 'system/Patient.cruds', created: /^\d{4}-/ }])
})

t.test('a token that nobody has is nobody', async (t) => {
  t.equal(await clients.authenticate('anteroom_guess'), undefined)
  const other = createClients({ database, practice: 1, isResourceType, now: () => now })
  t.equal(
    await other.authenticate(await clients.add('of practice 0', 'system/*.r')),
    undefined,
    'nor in another practice',
  )
})

t.test('names are taken once, and checked', async (t) => {
  await t.rejects(clients.add('front desk', 'system/Patient.r'), { message: /already/ })
  await t.rejects(clients.add('a\nb', 'system/Patient.r'), { message: /name/ })
  await t.rejects(clients.add('x', 'user/Patient.r'), { message: /SMART/ })
})

t.test('a removed client is out within seconds', async (t) => {
  const token = await clients.add('for a day', 'system/Patient.r')
  t.ok(await clients.authenticate(token))
  t.equal(await clients.remove('for a day'), true)
  t.equal(await clients.remove('for a day'), false)
  now += 3_001
  t.equal(await clients.authenticate(token), undefined)
})
