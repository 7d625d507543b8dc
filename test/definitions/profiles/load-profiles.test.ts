import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CodeSystem, StructureDefinition } from '@medplum/fhirtypes'
import t from 'tap'
import { loadProfiles } from '../../../src/definitions/profiles/load-profiles.js'
import { projectRoot } from '../../tidy/source.js'

const { entries, textOf, origin } = loadProfiles()

t.test('every definition has our canonical, an id, and for structures a snapshot', async (t) => {
  t.match(origin, /^anteroom#\d/)
  for (const { type, id, url, load } of entries) {
    const resource = load()
    t.match(resource, { resourceType: type, id, url })
    if (!url.startsWith('https://anteroom.example/fhir/')) {
      t.equal((resource as CodeSystem).content, 'fragment', `${url} is a fragment of somebody else's system`)
      t.ok((resource as CodeSystem).copyright, 'it says whose')
      t.notOk(resource.version, 'it has no version of ours')
    }
    if (type === 'StructureDefinition') t.ok((resource as StructureDefinition).snapshot?.element.length, id)
  }
})

t.test('an entry and its text are the same resource; what is not there has none', async (t) => {
  const [entry] = entries
  if (entry === undefined) throw new Error('There are no profiles.')
  t.strictSame(JSON.parse(textOf(entry.type, entry.id)), entry.load())
  t.equal(entry.load(), entry.load(), 'it is parsed once')
  t.throws(() => textOf('ValueSet', 'nowhere'), /Anteroom defines no `ValueSet\/nowhere`/)
  t.throws(() => loadProfiles(new URL('file:///nowhere/')), /npm run build/)
})

t.test(
  'there is a profile for each type of the seeded clinic, and each of its resources claims one of its type',
  async (t) => {
    const types = new Map(
      entries.map((entry) => [
        entry.url,
        entry.type === 'StructureDefinition' ? (entry.load() as StructureDefinition).type : '',
      ]),
    )
    const folder = join(projectRoot, 'seed')
    for (const name of readdirSync(folder).filter((each) => each.endsWith('.json'))) {
      const bundle = JSON.parse(readFileSync(join(folder, name), 'utf8'))
      for (const { resource } of bundle.entry) {
        const claimed = (resource.meta?.profile ?? []).filter((url: string) => types.has(url))
        t.strictSame(
          claimed.map((url: string) => types.get(url)),
          [resource.resourceType],
          `${resource.resourceType}/${resource.id}`,
        )
      }
    }
  },
)
