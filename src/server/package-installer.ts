import type { CodeSystem, StructureDefinition } from '@medplum/fhirtypes'
import { unrestricted } from '../access/access.js'
import type { Installer, InstallProgress } from '../bulk-data/package/install.js'
import type { CanonicalEntry, CanonicalTypes } from '../definitions/canonicals.js'
import { createCanonicals } from '../definitions/create-canonicals.js'
import { entryOf } from '../definitions/entry.js'
import { createSnapshots } from '../definitions/snapshot/create-snapshots.js'
import type { Engine } from '../server.js'
import { loadCodeSystem, STORED_CONCEPTS_MIN } from '../terminology/stored/load-code-system.js'
import { hideStored } from '../terminology/stored/remove.js'

type Resource = CanonicalTypes[keyof CanonicalTypes]

const isStructure = (resource: object): resource is StructureDefinition =>
  (resource as Resource).resourceType === 'StructureDefinition'

/** How many concepts there are at all levels, counted no further than it matters. */
function countConcepts(concepts: CodeSystem['concept']): number {
  let count = 0
  const open = [...(concepts ?? [])]
  for (let concept = open.pop(); concept !== undefined && count <= STORED_CONCEPTS_MIN; concept = open.pop()) {
    count++
    for (const child of concept.concept ?? []) open.push(child)
  }
  return count
}

/** A code system that is kept in tables of its own: one of many concepts. */
export function isLargeCodeSystem(resource: object): resource is CodeSystem {
  const { resourceType, content, concept } = resource as CodeSystem
  const isWhole = content === 'complete' || content === 'fragment' || content === 'example'
  return resourceType === 'CodeSystem' && isWhole && countConcepts(concept) > STORED_CONCEPTS_MIN
}

/** Everything that installing packages stands on, out of an engine. */
export function packageInstaller(engine: Engine, onProgress: (progress: InstallProgress) => void): Installer {
  const context = engine.contextFor(unrestricted)
  const { canonicals } = context.knowledge()
  return {
    context,
    packages: engine.packages,
    check: context.checkStructure,
    snapshotsOf: (resources) => {
      const own: readonly CanonicalEntry[] = resources.filter(isStructure).map((each) => entryOf(each, 'package'))
      const snapshots = createSnapshots(createCanonicals([canonicals.list('StructureDefinition'), own]))
      return (structure) => {
        if (!isStructure(structure) || structure.snapshot !== undefined) return undefined
        const result = snapshots(structure)
        if ('error' in result) return result
        return result.structure.snapshot === undefined ? undefined : { snapshot: result.structure.snapshot }
      }
    },
    beside: async (queryable, resources) => {
      for (const codeSystem of resources.filter(isLargeCodeSystem)) {
        await loadCodeSystem({ queryable, practice: engine.practice.practice, codeSystem })
      }
    },
    onProgress,
  }
}

/** Removes a package, with the concepts of its large code systems. False where it is not installed. */
export function removePackage(
  { packages, practice: { practice } }: Engine,
  removed: { readonly name: string; readonly version: string },
): Promise<boolean> {
  return packages.remove(removed, async (queryable, resources) => {
    for (const codeSystem of resources.filter(isLargeCodeSystem)) {
      const { url, version } = codeSystem
      // Without a version, all of the system would go, also what was imported from elsewhere.
      if (url !== undefined && version !== undefined) await hideStored(queryable, practice, { url, version })
    }
  })
}
