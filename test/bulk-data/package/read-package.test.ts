import { symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { packageLimits } from '../../../src/bulk-data/package/package.js'
import { readArchive } from '../../../src/bulk-data/package/read-archive.js'
import { readPackage, readPackageManifest } from '../../../src/bulk-data/package/read-package.js'
import { packageResourceId } from '../../../src/bulk-data/package/resource-id.js'
import { freshFolder } from '../../harness/database.js'
import { archiveOf, folderOf, type Member, manifest, member } from './archive.js'

const limits = { depth: 100, numberLength: 100 }
const valueSet = {
  resourceType: 'ValueSet',
  id: 'colours',
  url: 'https://example.org/ValueSet/colours',
  status: 'active',
}
const patient = { resourceType: 'Patient', id: 'somebody' }

t.test('conformance resources of package/ are read from an archive and from a folder; examples are not', async (t) => {
  const members = [
    member(valueSet),
    member(patient),
    { path: 'package/example/ValueSet-other.json', text: JSON.stringify({ ...valueSet, id: 'other' }) },
    { path: 'package/.index.json', text: '{}' },
    { path: 'package/other.txt', text: 'text' },
    manifest('test.package', '1.0.0', { title: 'A test' }),
  ]
  for (const path of [await archiveOf(t, members), await folderOf(t, members)]) {
    const { resources, ...about } = await readPackage(path, limits)
    t.strictSame(about, { name: 'test.package', version: '1.0.0', title: 'A test' })
    t.strictSame(
      resources.map(({ content }) => content.resource),
      [valueSet],
    )
    t.strictSame(await readPackageManifest(path), about)
  }
})

t.test('an archive that leads out of itself is refused whole, with the reason', async (t) => {
  const refused: readonly (readonly [Member, RegExp])[] = [
    [{ path: 'package/../../evil.json', text: '{}' }, /`package\/\.\.\/\.\.\/evil\.json` leads out of the package/],
    [{ path: '/etc/evil.json', text: '{}' }, /`\/etc\/evil\.json` is an absolute path/],
    [{ path: 'C:\\evil.json', text: '{}' }, /is an absolute path/],
    [{ path: 'package\\evil.json', text: '{}' }, /is no path of a package/],
    [{ path: 'package/link.json', type: 'SymbolicLink' }, /`package\/link\.json` is a link/],
    [{ path: 'package/hard.json', type: 'Link' }, /`package\/hard\.json` is a link/],
    [{ path: 'package/device.json', type: 'CharacterDevice' }, /is no plain file \(CharacterDevice\)/],
  ]
  for (const [bad, reason] of refused) {
    await t.rejects(readPackage(await archiveOf(t, [manifest(), member(valueSet), bad]), limits), reason, bad.path)
  }
})

t.test('an archive beyond the limits is refused', async (t) => {
  const path = await archiveOf(t, [manifest(), member(valueSet), member(patient)])
  await t.rejects(readArchive(path, { ...packageLimits, entries: 2 }), /more than 2 entries/)
  await t.rejects(readArchive(path, { ...packageLimits, fileBytes: 20 }), /more than 20/)
  await t.rejects(readArchive(path, { ...packageLimits, totalBytes: 150 }), /unpacks to more than 150 bytes/)
})

t.test('what is no package says so', async (t) => {
  const text = join(await freshFolder(t), 'text.tgz')
  await writeFile(text, 'This is no archive at all. '.repeat(100))
  await t.rejects(readPackage(text, limits), /is no archive of a FHIR package/)
  await t.rejects(readPackage('/nowhere/package.tgz', limits), /There is no file or folder/)
  await t.rejects(readPackage(await freshFolder(t), limits), /it has no `package\.json`/)
  await t.rejects(readPackage(await archiveOf(t, [member(valueSet)]), limits), /it has no `package\/package\.json`/)
})

t.test('a manifest without name or version, or of another FHIR, is refused', async (t) => {
  const read = async (text: string) => readPackage(await archiveOf(t, [{ path: 'package/package.json', text }]), limits)
  await t.rejects(read('no json'), /is no JSON object/)
  await t.rejects(read('{"version":"1.0.0"}'), /no `name`/)
  await t.rejects(read('{"name":"../x","version":"1.0.0"}'), /no `name`/)
  await t.rejects(read('{"name":"a.b"}'), /no `version`/)
  await t.rejects(
    read('{"name":"a.b","version":"1.0.0","fhirVersions":["5.0.0"]}'),
    /is for FHIR 5\.0\.0; this server is FHIR R4/,
  )
})

t.test('all that is wrong with the files is told at once', async (t) => {
  const members = [
    manifest(),
    { path: 'package/a.json', text: '{' },
    { path: 'package/b.json', text: '{"resourceType":"ValueSet","status":"active","status":"draft"}' },
    { path: 'package/c.json', text: '{"resourceType":"ValueSet"}' },
  ]
  const error = await readPackage(await archiveOf(t, members), limits).catch((reason: Error) => reason)
  t.match(error, { message: /`package\/a\.json`[\s\S]*`package\/b\.json`[\s\S]*`c\.json`: the ValueSet has no `id`/ })
})

t.test('of a resource that is there twice the published one counts; two others are an error', async (t) => {
  const other = { ...valueSet, status: 'draft' }
  const twice = await archiveOf(t, [
    manifest(),
    member(valueSet),
    { path: 'package/a.json', text: JSON.stringify(other) },
  ])
  t.strictSame(
    (await readPackage(twice, limits)).resources.map(({ content }) => content.resource),
    [valueSet],
  )
  const text = JSON.stringify(valueSet)
  const unclear = await archiveOf(t, [manifest(), { path: 'package/a.json', text }, { path: 'package/b.json', text }])
  await t.rejects(readPackage(unclear, limits), /`b\.json`: `ValueSet\/colours` is in `a\.json` already/)
})

t.test('a link in a folder is refused', async (t) => {
  const folder = await folderOf(t, [manifest()])
  await symlink('/etc/passwd', join(folder, 'package/link.json'))
  await t.rejects(readPackage(folder, limits), /link\.json` is a link/)
})

t.test('ids are made of package, version and id, stable, and never too long', async (t) => {
  const us = { name: 'hl7.fhir.us.core', version: '7.0.0', title: undefined }
  t.equal(packageResourceId(us, 'StructureDefinition', 'us-core-patient'), 'hl7.fhir.us.core-7.0.0-us-core-patient')
  const long = packageResourceId(us, 'StructureDefinition', 'x'.repeat(64))
  t.match(long, /^hl7\.fhir\.us\.core-7\.0\.0-x+-[0-9a-f]{12}$/)
  t.equal(long.length, 64)
  t.equal(long, packageResourceId(us, 'StructureDefinition', 'x'.repeat(64)))
  t.not(long, packageResourceId(us, 'StructureDefinition', `${'x'.repeat(63)}y`))
  t.match(packageResourceId({ ...us, version: '1.0.0+build' }, 'ValueSet', 'a'), /^[A-Za-z0-9.-]+$/)
})
