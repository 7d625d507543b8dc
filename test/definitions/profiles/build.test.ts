import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import t from 'tap'
import { buildProfiles } from '../../../src/definitions/profiles/build.js'
import { loadProfiles, profilesFolder } from '../../../src/definitions/profiles/load-profiles.js'
import { freshFolder } from '../../harness/database.js'
import { projectRoot } from '../../tidy/source.js'

const good = 'Profile: TestSlot\nParent: Slot\nId: test-slot\n* comment 1..1\n'
const config =
  'canonical: https://example.org/fhir\nversion: 0.0.0\nfhirVersion: 4.0.1\nstatus: active\nFSHOnly: true\n'

t.test('Shorthand becomes profiles with snapshots, again only where something changed', async (t) => {
  const root = pathToFileURL(`${await freshFolder(t)}/`)
  const build = {
    source: new URL('source/', root),
    target: new URL('target/', root),
    cache: new URL('cache/', root),
    version: '1.2.3',
  }
  mkdirSync(build.source)
  const file = new URL('test.fsh', build.source)
  writeFileSync(new URL('sushi-config.yaml', build.source), config)
  writeFileSync(file, good)
  t.equal(buildProfiles(build), 'written')
  t.equal(buildProfiles(build), 'fresh')
  const first = loadProfiles(build.target)
  const [entry] = first.entries
  t.match(entry, {
    type: 'StructureDefinition',
    id: 'test-slot',
    url: 'https://example.org/fhir/StructureDefinition/test-slot',
    version: '1.2.3',
    origin: 'anteroom#1.2.3',
  })
  const comment = (entry?.load() as Structure | undefined)?.snapshot.element.find(({ path }) => path === 'Slot.comment')
  t.match(comment, { min: 1, max: '1' })

  t.test('an error of SUSHI stops the build with its words, and leaves what was there', async (t) => {
    writeFileSync(file, `${good}* nonsense 1..1\n`)
    t.throws(() => buildProfiles(build), /error: No element found at path nonsense[\s\S]*source\/test\.fsh/)
    t.equal(loadProfiles(build.target).hash, first.hash)
  })
})

interface Structure {
  readonly snapshot: { readonly element: readonly { readonly path: string }[] }
}

t.test('the version of the profiles is that of the package', async (t) => {
  const { version } = JSON.parse(readFileSync(`${projectRoot}/package.json`, 'utf8'))
  t.ok(existsSync(profilesFolder), '`npm run build` writes them')
  t.equal(loadProfiles().version, version)
})
