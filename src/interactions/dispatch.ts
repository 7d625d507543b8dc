import { requireScope } from '../access/access.js'
import { FhirError, unavailable } from '../fhir/outcome.js'
import { StaleKnowledgeError } from '../store/stale-knowledge.js'
import type { Context, FhirRequest, FhirResponse, InteractionEntry } from './interaction.js'
import { noticeChange } from './notice-change.js'
import { pinned } from './pinned.js'
import { purposeOf } from './purpose.js'

/** How often a request is performed while other processes change profiles and codes beneath it. */
const TRIES_MAX = 20
/** From then on it takes its turn with those of this process that change them, so that many of them cannot hold it up for ever. */
const TRIES_OUT_OF_TURN = 2

/**
 * Performs a line of the table for a client that may: the one place where the table's scope letter is checked, for requests and batch entries alike. Where
 * what writes were judged by has changed meanwhile, nothing was written, and everything begins anew with what is known now.
 */
export async function dispatch(entry: InteractionEntry, context: Context, request: FhirRequest): Promise<FhirResponse> {
  if (entry.scope !== 'none' && entry.scope !== 'each') requireScope(context.access, entry.scope, request.type ?? '*')
  if (entry.operation !== undefined) {
    await context.renewKnowledge('old')
    return entry.perform(pinned(context), request)
  }
  return request.method === 'GET' ? entry.perform(context, request) : write(entry, context, request)
}

/** What a judge may have refused. */
const isRefusal = (error: unknown): boolean => error instanceof FhirError && error.status === 422

async function write(entry: InteractionEntry, context: Context, request: FhirRequest): Promise<FhirResponse> {
  const types = request.type === undefined ? [] : [request.type]
  const perform = async (): Promise<FhirResponse> => {
    // The entries of a batch, and a transaction, hold on to what is known for themselves.
    const response = await entry.perform(entry.name === 'bundle' ? context : pinned(context), request)
    await noticeChange(context, types)
    return response
  }
  const changes = purposeOf(types) === 'conformance'
  for (let tries = 1; ; tries++) {
    const judgedBy = context.knowledge()
    try {
      return await (changes || tries > TRIES_OUT_OF_TURN ? context.inTurn(perform) : perform())
    } catch (error) {
      const isStale = error instanceof StaleKnowledgeError
      if (!isStale && !isRefusal(error)) throw error
      if (tries === TRIES_MAX)
        throw isStale ? unavailable('Profiles or codes change all the time just now. Try again shortly.', 1) : error
      await context.renewKnowledge('stale')
      // A write is told by the store that it was judged by what has changed; a refusal writes nothing, so it has to look.
      if (!isStale && context.knowledge() === judgedBy) throw error
    }
  }
}
