import { setImmediate } from 'node:timers/promises'
import type {
  FileProgress,
  ImportProgress,
  ImportRejects,
  ImportStatus,
  ImportTarget,
  Reject,
  ResolveConditions,
} from '../../../src/bulk-data/import/import.js'
import type { ImportOptions } from '../../../src/bulk-data/import/run.js'
import { loadDefinitions } from '../../../src/definitions/load.js'
import type { ResourceText } from '../../../src/fhir/resource-text.js'
import { createRewrite } from '../../../src/interactions/bundle/rewrite.js'

/** A store that is a map, for what the import itself does. */
export interface MemoryTarget extends ImportTarget {
  readonly stored: Map<string, ResourceText>
  /** The sizes of the calls. */
  readonly calls: number[]
  readonly resolveConditions: ResolveConditions
}

/** Rejects types that R4 does not have; throws at the call with number `failAt`. */
export function createMemoryTarget(failAt = Number.POSITIVE_INFINITY): MemoryTarget {
  const stored = new Map<string, ResourceText>()
  const calls: number[] = []
  return {
    stored,
    calls,
    writeMany: async (resources) => {
      calls.push(resources.length)
      await setImmediate()
      if (calls.length >= failAt) throw new Error('The database is gone.')
      return resources.map((content) => {
        if (content.type === 'Unicorn') return { outcome: 'rejected', reason: 'There is no type `Unicorn`.' }
        const key = `${content.type}/${content.id}`
        const outcome = stored.has(key) ? 'updated' : 'created'
        stored.set(key, content)
        return { outcome }
      })
    },
    // Conditions of the form `Type?identifier=system|value`.
    resolveConditions: async (conditions) =>
      conditions.map((condition) => {
        const [type, query = ''] = condition.split('?')
        const value = query.replace(/^identifier=.*\|/, '')
        return [...stored.values()]
          .filter((content) => content.type === type && content.rest.includes(`"value":"${value}"`))
          .map(({ id }) => id ?? '')
      }),
  }
}

/** Progress in memory. */
export function createMemoryProgress(): ImportProgress & { readonly saved: FileProgress[] } {
  const saved: FileProgress[] = []
  return {
    saved,
    find: (path) => saved.findLast((progress) => progress.path === path),
    save: async (progress) => {
      saved.push(progress)
    },
  }
}

const rewrite = createRewrite(loadDefinitions())

/** Options over a target, with everything that is told kept in arrays. */
export function optionsFor(
  target: MemoryTarget,
  paths: readonly string[],
  progress: ImportProgress = createMemoryProgress(),
): ImportOptions & { readonly rejected: Reject[]; readonly told: ImportStatus[] } {
  const rejected: Reject[] = []
  const told: ImportStatus[] = []
  const rejects: ImportRejects = { add: async (added) => void rejected.push(...added) }
  let time = 0
  let ids = 0
  return {
    paths,
    target,
    resolveConditions: target.resolveConditions,
    rewrite,
    progress,
    rejects,
    rejected,
    told,
    onStatus: (status) => void told.push(status),
    now: () => {
      time += 10
      return time
    },
    createId: () => {
      ids++
      return `made-${ids}`
    },
    jsonLimits: { depth: 100, numberLength: 1_000 },
  }
}
