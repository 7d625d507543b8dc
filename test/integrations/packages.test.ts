import { existsSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { unrestricted } from '../../src/access/access.js'
import { installAbsent, installPackage } from '../../src/bulk-data/package/install.js'
import { packageInstaller, removePackage } from '../../src/server/package-installer.js'
import { readEpoch } from '../../src/store/epoch.js'
import { archiveOf, folderOf, manifest, member } from '../bulk-data/package/archive.js'
import { startServer } from '../harness/server.js'
import { projectRoot } from '../tidy/source.js'

const usCore = join(projectRoot, '../shared/data/us-core')
const usCoreAbsent: string | false = existsSync(usCore) ? false : `${usCore} is not there`
const silent = (): void => {}

const { engine, send } = await startServer(t, { SEED: 'off' })
const install = async (path: string) => {
  const installed = await installPackage(path, packageInstaller(engine, silent))
  await engine.knowledge.refresh()
  return installed
}
const epoch = () => readEpoch({ queryable: engine.database, practice: 0 })
const count = async (type: string, query = ''): Promise<number> =>
  (await send('GET', `/${type}?_summary=count&${query}`)).json.total

const canonical = 'https://example.org/fhir/StructureDefinition/nicknamed'
const profile = {
  resourceType: 'StructureDefinition',
  id: 'nicknamed',
  url: canonical,
  version: '1.0.0',
  name: 'Nicknamed',
  status: 'active',
  fhirVersion: '4.0.1',
  kind: 'resource',
  abstract: false,
  type: 'Patient',
  baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Patient',
  derivation: 'constraint',
  differential: { element: [{ id: 'Patient.birthDate', path: 'Patient.birthDate', min: 1 }] },
}

t.test('a package of one profile', async (t) => {
  const before = await epoch()
  const path = await archiveOf(t, [manifest(), member(profile), member({ resourceType: 'Patient', id: 'example' })])
  t.match(await install(path), { name: 'test.package', version: '1.0.0', resources: 1 })
  t.equal(await epoch(), before + 1)

  t.test('is served under an id of its own, with a snapshot that was made', async (t) => {
    const { json } = await send('GET', '/StructureDefinition/test.package-1.0.0-nicknamed')
    t.match(json, { url: canonical, version: '1.0.0', differential: profile.differential })
    const birthDate = json.snapshot.element.find(({ path }: { path: string }) => path === 'Patient.birthDate')
    t.match(birthDate, { min: 1, max: '1', type: [{ code: 'date' }] })
    t.equal(await count('Patient'), 0, 'examples stay out')
  })

  t.test('is what the next write is judged by', async (t) => {
    const body = { resourceType: 'Patient', meta: { profile: [canonical] } }
    const refused = await send('POST', '/Patient', { body })
    t.equal(refused.status, 422)
    t.match(refused.json.issue[0], { expression: ['Patient'], diagnostics: /birthDate/ })
    t.equal((await send('POST', '/Patient', { body: { ...body, birthDate: '1970-01-01' } })).status, 201)
  })

  t.test('is read-only for clients', async (t) => {
    const answer = await send('DELETE', '/StructureDefinition/test.package-1.0.0-nicknamed')
    t.equal(answer.status, 405)
    t.match(answer.json.issue[0].diagnostics, /belongs to `test\.package#1\.0\.0`/)
  })

  t.test('is not installed again by a start, and replaced by the command', async (t) => {
    t.equal(await installAbsent(path, packageInstaller(engine, silent)), undefined)
    const other = { ...profile, id: 'other', url: `${canonical}-other` }
    await install(await folderOf(t, [manifest(), member(other)]))
    t.equal((await send('GET', '/StructureDefinition/test.package-1.0.0-nicknamed')).status, 410)
    t.equal((await send('GET', '/StructureDefinition/test.package-1.0.0-other')).status, 200)
    t.strictSame(
      (await engine.packages.list()).map(({ name, version, resources }) => [name, version, resources]),
      [['test.package', '1.0.0', 1]],
    )
  })

  t.test('and is gone when it is removed', async (t) => {
    t.equal(await removePackage(engine, { name: 'test.package', version: '1.0.0' }), true)
    t.equal(await removePackage(engine, { name: 'test.package', version: '1.0.0' }), false)
    t.equal((await send('GET', '/StructureDefinition/test.package-1.0.0-other')).status, 410)
    await engine.knowledge.refresh()
    t.equal(engine.knowledge.current().canonicals.entry('StructureDefinition', `${canonical}-other`), undefined)
    t.strictSame(await engine.packages.list(), [])
  })
})

t.test('a package with something wrong is not installed at all, and all reasons are told', async (t) => {
  const before = await epoch()
  const bad = [
    member({ ...profile, id: 'right' }),
    member({ ...profile, id: 'wrong-structure', kind: 7 }),
    member({ ...profile, id: 'no-base', baseDefinition: 'https://example.org/nowhere' }),
    member({ ...profile, id: 'self', url: `${canonical}-self`, baseDefinition: `${canonical}-self` }),
  ]
  const error = await install(await archiveOf(t, [manifest(), ...bad])).catch((reason: Error) => reason)
  const message = error instanceof Error ? error.message : ''
  t.match(message, /^`test\.package#1\.0\.0` was not installed:/)
  t.match(message, /`StructureDefinition\/wrong-structure`: .*kind/)
  t.match(message, /`StructureDefinition\/no-base`: .*`https:\/\/example\.org\/nowhere` is unknown/)
  t.match(message, /`StructureDefinition\/self`: .*refers to itself/)
  t.notMatch(message, /StructureDefinition\/right/)
  t.equal(await epoch(), before)
  t.strictSame(await engine.packages.list(), [])
  t.equal(await count('StructureDefinition', `url=${encodeURIComponent(canonical)}`), 0)
})

t.test('a code system of many concepts goes into tables of its own, and out with its package', async (t) => {
  const url = 'https://example.org/fhir/CodeSystem/large'
  const large = {
    ...{ resourceType: 'CodeSystem', id: 'large', url, version: '1', status: 'active', content: 'complete' },
    concept: Array.from({ length: 2_500 }, (_, at) => ({ code: `c${at}`, display: `Concept ${at}` })),
  }
  await install(await archiveOf(t, [manifest('large.package'), member(large)]))
  const { canonicals, terminology } = engine.knowledge.current()
  t.equal(canonicals.entry('CodeSystem', url), undefined, 'it is not in the memory')
  const coded = { system: url, version: undefined, code: 'c2400', display: undefined }
  const first = terminology.inSystem(coded, new Map())
  if (first.kind !== 'pending') t.fail('it is asked of the database', { first })
  else {
    const answers = await terminology.answer([first.question], engine.database)
    t.match(terminology.inSystem(coded, answers), { kind: 'valid', displays: ['Concept 2400'] })
  }
  t.equal((await send('GET', `/CodeSystem?url=${encodeURIComponent(url)}`)).json.entry.length, 1)
  await removePackage(engine, { name: 'large.package', version: '1.0.0' })
  await engine.knowledge.refresh()
  t.match(engine.knowledge.current().terminology.inSystem(coded, new Map()), { kind: 'unverifiable' })
})

t.test('three versions of US Core stand side by side', { skip: usCoreAbsent }, async (t) => {
  for (const name of ['us_core_311', 'us_core_610', 'us_core_700']) await install(join(usCore, `${name}.tgz`))
  t.strictSame(
    (await engine.packages.list()).map(({ name, version }) => `${name}#${version}`),
    ['hl7.fhir.us.core#3.1.1', 'hl7.fhir.us.core#6.1.0', 'hl7.fhir.us.core#7.0.0'],
  )
  const url = 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-patient'
  const { canonicals } = engine.contextFor(unrestricted).knowledge()
  t.strictSame(
    canonicals.versions('StructureDefinition', url).map(({ version, origin }) => [version, origin]),
    ['7.0.0', '6.1.0', '3.1.1'].map((version) => [version, `hl7.fhir.us.core#${version}`]),
  )
  t.equal(canonicals.entry('StructureDefinition', url)?.version, '7.0.0')
  t.equal(canonicals.entry('StructureDefinition', `${url}|3.1.1`)?.id, 'hl7.fhir.us.core-3.1.1-us-core-patient')
  t.equal(await count('StructureDefinition', `url=${encodeURIComponent(url)}`), 3)
  t.equal(await count('StructureDefinition', `url=${encodeURIComponent(url)}&version=6.1.0`), 1)

  t.test('and what stays the same is the same object after another change', async (t) => {
    const entry = canonicals.entry('StructureDefinition', `${url}|7.0.0`)
    await removePackage(engine, { name: 'hl7.fhir.us.core', version: '6.1.0' })
    await engine.knowledge.refresh()
    const now = engine.knowledge.current().canonicals
    t.equal(now.entry('StructureDefinition', `${url}|7.0.0`), entry)
    t.equal(now.entry('StructureDefinition', `${url}|6.1.0`), undefined)
  })
})
