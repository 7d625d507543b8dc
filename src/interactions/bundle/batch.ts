import { atEntry } from '../../fhir/at-entry.js'
import { FhirError } from '../../fhir/outcome.js'
import { dispatch } from '../dispatch.js'
import type { Context, FhirRequest, FhirResponse } from '../interaction.js'
import { bodyOf } from '../prepare.js'
import { type RequestEntry, requestEntries } from './entry.js'
import { answerText, type EntryAnswer, failureText, responseBundle } from './response.js'
import { toRequest } from './to-request.js'

/** Entries of one batch under way at the same time: enough for group commit, too few to push out other clients. */
const CONCURRENCY = 16

/** What an entry's body is: for a read or search the resource itself; for a write what the client prefers. */
export function kindOfBody({ method, interaction, prefer }: FhirRequest, response: FhirResponse): EntryAnswer['body'] {
  if (response.body === undefined) return 'none'
  if (method === 'GET' || interaction.startsWith('search-')) return 'resource'
  if (prefer.return === 'OperationOutcome') return 'outcome'
  return prefer.return === 'representation' ? 'resource' : 'none'
}

async function performEntry(context: Context, entry: RequestEntry, prefer: FhirRequest['prefer']): Promise<string> {
  try {
    const { route, request } = toRequest(context, entry, prefer)
    const response = await dispatch(route.entry, context, request)
    const kind = entry.method === 'HEAD' ? 'none' : kindOfBody(request, response)
    return answerText(context, { response, body: kind })
  } catch (error) {
    if (error instanceof FhirError) return failureText(atEntry(error, entry.place))
    throw error
  }
}

/**
 * A batch: each entry for itself, by the same handlers as single requests; "there SHALL be no interdependencies". The answers stand in the order
 * of the entries. https://hl7.org/fhir/R4/http.html#brules
 */
export async function performBatch(context: Context, request: FhirRequest): Promise<FhirResponse> {
  const entries = requestEntries(context, bodyOf(request))
  const answers = new Array<string>(entries.length)
  let next = 0
  const work = async (): Promise<void> => {
    for (let index = next++; index < entries.length; index = next++) {
      const entry = entries[index]
      if (entry !== undefined) answers[index] = await performEntry(context, entry, request.prefer)
    }
  }
  await Promise.all(Array.from({ length: Math.min(CONCURRENCY, entries.length) }, work))
  return { status: 200, body: responseBundle('batch-response', answers) }
}
