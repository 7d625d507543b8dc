import t from 'tap'
import { installPackage } from '../../src/bulk-data/package/install.js'
import { packageInstaller, removePackage } from '../../src/server/package-installer.js'
import { archiveOf, manifest, member } from '../bulk-data/package/archive.js'
import { postgresAbsent } from '../harness/database.js'
import { startServer } from '../harness/server.js'

const canonical = 'https://example.org/fhir/StructureDefinition/with-birth-date'
const profile = {
  ...{
    resourceType: 'StructureDefinition',
    id: 'with-birth-date',
    url: canonical,
    version: '1.0.0',
    name: 'WithBirthDate',
  },
  ...{ status: 'active', fhirVersion: '4.0.1', kind: 'resource', abstract: false, type: 'Patient' },
  ...{ baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Patient', derivation: 'constraint' },
  differential: { element: [{ id: 'Patient.birthDate', path: 'Patient.birthDate', min: 1 }] },
}
const patient = { resourceType: 'Patient', meta: { profile: [canonical] } }
const removed = { name: 'test.package', version: '1.0.0' }

/** Two servers on one PostgreSQL: packages are installed in one, and the other is asked. */
async function startTwo() {
  const one = await startServer(t, { SEED: 'off' })
  const other = await startServer(t, { SEED: 'off', DATABASE_URL: one.engine.config.databaseUrl })
  const path = await archiveOf(t, [manifest(), member(profile)])
  return {
    other,
    install: () =>
      installPackage(
        path,
        packageInstaller(one.engine, () => {}),
      ),
    remove: () => removePackage(one.engine, removed),
    post: async () => (await other.send('POST', '/Patient', { body: patient })).status,
  }
}

const two = postgresAbsent === false ? await startTwo() : undefined
const servers = (): NonNullable<typeof two> => {
  if (two === undefined) throw new Error('There is no PostgreSQL.')
  return two
}
const skip = postgresAbsent

t.test(
  'what one installs, the other judges its next write by, and no longer once it is removed',
  { skip },
  async (t) => {
    const { install, remove, post } = servers()
    t.equal(await post(), 201, 'an unknown profile is a warning')
    await install()
    t.equal(await post(), 422)
    t.equal(await post(), 422)
    await remove()
    t.equal(await post(), 201)
  },
)

t.test('transactions, conditional creates, updates and patches too', { skip }, async (t) => {
  const { other, install, remove } = servers()
  const bundle = (type: string) => ({
    resourceType: 'Bundle',
    type,
    entry: [{ request: { method: 'POST', url: 'Patient' }, resource: patient }],
  })
  const { json: stored } = await other.send('POST', '/Patient', { body: { ...patient, birthDate: '1970-01-01' } })
  const { birthDate: _, ...without } = stored
  const attempts: readonly (readonly [string, () => ReturnType<typeof other.send>])[] = [
    ['transaction', () => other.send('POST', '', { body: bundle('transaction') })],
    ['update', () => other.send('PUT', `/Patient/${stored.id}`, { body: without })],
    [
      'patch',
      () =>
        other.send('PATCH', `/Patient/${stored.id}`, {
          body: [{ op: 'remove', path: '/birthDate' }],
          headers: { 'content-type': 'application/json-patch+json' },
        }),
    ],
    [
      'conditional create',
      () => other.send('POST', '/Patient', { body: patient, headers: { 'if-none-exist': 'identifier=nobody' } }),
    ],
    ['conditional update', () => other.send('PUT', '/Patient?identifier=nobody', { body: patient })],
  ]
  for (const [title, attempt] of attempts) {
    await install()
    t.equal((await attempt()).status, 422, title)
    await remove()
  }
  await install()
  const batch = await other.send('POST', '', { body: bundle('batch') })
  t.match(batch.json.entry[0].response.status, /^422/)
  await remove()
})

t.test('while many write, nothing is stored that an installed profile refuses', { skip }, async (t) => {
  const { install, remove, post } = servers()
  let installed = false
  const late: number[] = []
  let early = 0
  const writer = async (): Promise<void> => {
    for (let at = 0; at < 25; at++) {
      const isLate = installed
      const status = await post()
      if (isLate) late.push(status)
      else if (status === 201) early++
    }
  }
  const writers = Array.from({ length: 8 }, writer)
  await install()
  installed = true
  await Promise.all(writers)
  t.strictSame(
    [...new Set(late)].filter((status) => status !== 422),
    [],
    `${early} before, ${late.length} after`,
  )
  await remove()
})

t.test('who only reads is at most a second behind', { skip }, async (t) => {
  const { other, install } = servers()
  await other.send('POST', '/Patient/$validate', { body: patient })
  await install()
  other.clock.now += 1_000
  const { json } = await other.send('POST', '/Patient/$validate', { body: patient })
  t.ok(json.issue.some(({ severity }: { severity: string }) => severity === 'error'))
})

t.test('a start that finds Anteroom’s own profiles stored writes nothing', { skip }, async (t) => {
  const { other } = servers()
  const { json } = await other.send('GET', '/StructureDefinition/anteroom-patient/_history')
  t.equal(json.total, 1)
})
