import { type ExactJson, type ExactObject, mapReferences } from '../harness/exact.js'
import type { Json } from '../harness/server.js'

const isConditional = (reference: string): boolean => /^[A-Z]\w+\?/.test(reference)

/** The conditional references of a resource: `Practitioner?identifier=…|…`. */
export function conditionsOf(resource: ExactJson): ReadonlySet<string> {
  const found = new Set<string>()
  mapReferences(resource, (reference) => {
    if (isConditional(reference)) found.add(reference)
    return reference
  })
  return found
}

/** Finds by search what conditional references mean; throws where one finds none or several. Answers are remembered. */
export function createConditionResolver(search: (query: string) => Promise<Json>) {
  const known = new Map<string, string>()
  const find = async (condition: string): Promise<string> => {
    const { total, entry } = await search(condition)
    if (total !== 1) throw new Error(`${condition} finds ${total}`)
    return `${entry[0].resource.resourceType}/${entry[0].resource.id}`
  }
  return {
    /** How many different ones were asked for. */
    count: () => known.size,
    /** The resource with what its conditional references mean in their place. */
    resolve: async (resource: ExactObject): Promise<ExactObject> => {
      for (const condition of conditionsOf(resource)) {
        if (!known.has(condition)) known.set(condition, await find(condition))
      }
      return mapReferences(resource, (reference) => known.get(reference) ?? reference) as ExactObject
    },
  }
}
