import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Bundle, Resource, StructureDefinition } from '@medplum/fhirtypes'
import t from 'tap'
import { loadDefinitions } from '../../../src/definitions/load.js'
import { xmlToJson } from '../../../src/rest/xml/xml-to-json.js'
import { snapshotsWith } from './structures.js'

const folder = fileURLToPath(new URL('../../../../../shared/data/validator-cases/', import.meta.url))
const skip = existsSync(folder) ? false : 'the cases of the validator are not at ../shared/data/validator-cases'
const definitions = loadDefinitions()

/** The structures of a file, also those of a bundle and those within another; none where it is broken, as some are on purpose. */
function structuresIn(path: string): readonly StructureDefinition[] {
  const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '')
  if (!text.includes('StructureDefinition')) return []
  try {
    return structuresOf(JSON.parse(path.endsWith('.xml') ? xmlToJson(text, definitions, { depth: 100 }) : text))
  } catch {
    return []
  }
}

function structuresOf(resource: Resource | undefined): readonly StructureDefinition[] {
  if (resource?.resourceType === 'StructureDefinition') return [resource]
  if (resource?.resourceType !== 'Bundle') return []
  return ((resource as Bundle).entry ?? []).flatMap((entry) => structuresOf(entry.resource))
}

/** Wrong on purpose, or by mistake: there is no `Observation.valueBla` and no `Patient.dateOfBirth`, and an extension stands on itself. */
const wrong: Readonly<Record<string, RegExp>> = {
  'http://example.com/Observation': /constrains `Observation\.valueBla`, which its base doesn't have\.$/,
  'http://hl7.org/fhir/test/StructureDefinition/ext-derived': /which refers to itself\.$/,
  'http://hl7.org/fhir/test/StructureDefinition/parameters-profiled-resource-profiles-patient2':
    /constrains `Patient\.dateOfBirth`/,
}

t.test('every profile of the validator cases gets its snapshot, but for the wrong ones', { skip }, async (t) => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const paths = files.filter((path) => /\.(xml|json)$/.test(path) && !path.startsWith('outcomes'))
  const structures = paths.flatMap((path) => structuresIn(`${folder}${path}`))
  const bare = structures.filter(({ snapshot }) => snapshot === undefined)
  t.ok(bare.length > 100, `${bare.length} structures without snapshot`)
  const snapshots = snapshotsWith(...structures)
  for (const structure of bare) {
    const result = snapshots(structure)
    const error = 'error' in result ? result.error : ''
    t.match(error, wrong[structure.url] ?? /^$/, structure.url)
  }
})
