import { FhirError } from '../../fhir/outcome.js'
import { parseReference } from '../../fhir/reference.js'
import type { ResourceText } from '../../fhir/resource-text.js'
import { createConditions } from '../../interactions/bundle/conditions.js'
import type { Context } from '../../interactions/interaction.js'
import { judgeAll } from '../../interactions/judge.js'
import { noticeChange } from '../../interactions/notice-change.js'
import { pinned } from '../../interactions/pinned.js'
import { putOf } from '../../interactions/prepare.js'
import { StaleKnowledgeError } from '../../store/stale-knowledge.js'
import type { PutWrite } from '../../store/store.js'
import type { ImportResult, ImportTarget, ResolveConditions } from './import.js'

const rejected = (reason: string): ImportResult => ({ outcome: 'rejected', reason })

/** The write of a resource, or why it cannot be one. */
function writeOf(context: Context, content: ResourceText): PutWrite | ImportResult {
  if (!context.definitions.isResourceType(content.type))
    return rejected(`\`${content.type}\` is no resource type of FHIR R4.`)
  try {
    return putOf(context, content, {
      id: content.id ?? context.createId(),
      method: 'PUT',
      expect: { kind: 'any' },
    })
  } catch (error) {
    if (error instanceof FhirError) return rejected(error.message)
    throw error
  }
}

const isWrite = (item: PutWrite | ImportResult): item is PutWrite => 'kind' in item

/** Those that the judges of every write let through, looked up together; why not, for the others. */
async function judged(
  context: Context,
  items: readonly (PutWrite | ImportResult)[],
): Promise<readonly (PutWrite | ImportResult)[]> {
  const writes = items.filter(isWrite)
  const verdicts = await judgeAll(context, writes)
  const refusals = new Map(writes.map((write, at) => [write, verdicts[at]?.refusal]))
  return items.map((item) => {
    const refusal = isWrite(item) ? refusals.get(item) : undefined
    return refusal === undefined ? item : rejected(refusal.message)
  })
}

/** Writes a chunk; one that the database refuses is halved until the resource that is at fault stands alone. */
async function store(context: Context, writes: readonly PutWrite[]): Promise<readonly ImportResult[]> {
  try {
    return (await context.store.importMany(writes)).map((outcome) => ({
      outcome: outcome === 'deleted' ? 'updated' : outcome,
    }))
  } catch (error) {
    if (error instanceof StaleKnowledgeError || (error instanceof FhirError && error.status === 503)) throw error
    const [only] = writes
    if (writes.length === 1 && only !== undefined)
      return [rejected(error instanceof FhirError ? error.message : 'The database refused it.')]
    const half = Math.ceil(writes.length / 2)
    return [...(await store(context, writes.slice(0, half))), ...(await store(context, writes.slice(half)))]
  }
}

/** How often a chunk is judged anew, since profiles or codes changed meanwhile. */
const TRIES_MAX = 20

/** The store as the target of an import: resources keep their ids, and are judged as every write is; references are not held. */
export function createStoreTarget(context: Context): ImportTarget {
  const writeMany: ImportTarget['writeMany'] = async (resources) => {
    for (let tries = 1; ; tries++) {
      try {
        const results = await writeJudged(pinned(context), resources)
        await noticeChange(
          context,
          resources.map(({ type }) => type),
        )
        return results
      } catch (error) {
        if (!(error instanceof StaleKnowledgeError) || tries === TRIES_MAX) throw error
        await context.renewKnowledge('stale')
      }
    }
  }
  return { writeMany }
}

async function writeJudged(context: Context, resources: readonly ResourceText[]): Promise<readonly ImportResult[]> {
  const items = await judged(
    context,
    resources.map((content) => writeOf(context, content)),
  )
  const writes = items.filter(isWrite)
  const stored = writes.length === 0 ? [] : await store(context, writes)
  const results = new Map(writes.map((write, at) => [write, stored[at]]))
  return items.map((item) => (isWrite(item) ? (results.get(item) ?? rejected('The store gave no answer.')) : item))
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
