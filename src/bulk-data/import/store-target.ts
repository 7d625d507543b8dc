import { FhirError } from '../../fhir/outcome.js'
import { parseReference } from '../../fhir/reference.js'
import type { ResourceText } from '../../fhir/resource-text.js'
import { createConditions } from '../../interactions/bundle/conditions.js'
import type { Context } from '../../interactions/interaction.js'
import { judge, putOf } from '../../interactions/prepare.js'
import type { PutWrite } from '../../store/store.js'
import type { ImportResult, ImportTarget, ResolveConditions } from './import.js'

const rejected = (reason: string): ImportResult => ({ outcome: 'rejected', reason })

/** The write of a resource, judged as every write is; or why it cannot be one. */
async function writeOf(context: Context, content: ResourceText): Promise<PutWrite | ImportResult> {
  if (!context.definitions.isResourceType(content.type))
    return rejected(`\`${content.type}\` is no resource type of FHIR R4.`)
  try {
    const write = putOf(context, content, {
      id: content.id ?? context.createId(),
      method: 'PUT',
      expect: { kind: 'any' },
    })
    await judge(context, write)
    return write
  } catch (error) {
    if (error instanceof FhirError) return rejected(error.message)
    throw error
  }
}

/** Writes a chunk; one that the database refuses is halved until the resource that is at fault stands alone. */
async function store(context: Context, writes: readonly PutWrite[]): Promise<readonly ImportResult[]> {
  try {
    return (await context.store.importMany(writes)).map((outcome) => ({
      outcome: outcome === 'deleted' ? 'updated' : outcome,
    }))
  } catch (error) {
    if (error instanceof FhirError && error.status === 503) throw error
    const [only] = writes
    if (writes.length === 1 && only !== undefined)
      return [rejected(error instanceof FhirError ? error.message : 'The database refused it.')]
    const half = Math.ceil(writes.length / 2)
    return [...(await store(context, writes.slice(0, half))), ...(await store(context, writes.slice(half)))]
  }
}

/** The store as the target of an import: resources keep their ids, and are judged as every write is; references are not held. */
export function createStoreTarget(context: Context): ImportTarget {
  return {
    writeMany: async (resources) => {
      const judged: (PutWrite | ImportResult)[] = []
      for (const content of resources) judged.push(await writeOf(context, content))
      const writes = judged.filter((item): item is PutWrite => 'kind' in item)
      const stored = writes.length === 0 ? [] : await store(context, writes)
      const results = new Map(writes.map((write, at) => [write, stored[at]]))
      return judged.map((item) =>
        'kind' in item ? (results.get(item) ?? rejected('The store gave no answer.')) : item,
      )
    },
  }
}

/** Answers conditional references of an import by the store; what is no condition at all matches nothing. */
export function createConditionResolver(context: Context): ResolveConditions {
  return async (texts) => {
    const conditions = createConditions(context)
    const understood = texts.map((text) => {
      const parsed = parseReference(text)
      if (parsed.kind !== 'conditional') return undefined
      try {
        conditions.add(parsed.type, parsed.query, text)
        return parsed
      } catch (error) {
        if (error instanceof FhirError) return undefined
        throw error
      }
    })
    await conditions.answer(context.store)
    return understood.map((parsed) => (parsed === undefined ? [] : conditions.matches(parsed.type, parsed.query)))
  }
}
