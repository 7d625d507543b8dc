import { atEntry } from '../../fhir/at-entry.js'
import { entryFault, FhirError } from '../../fhir/outcome.js'
import { dispatch } from '../dispatch.js'
import type { Context, FhirRequest, FhirResponse } from '../interaction.js'
import { bodyOf } from '../prepare.js'
import { type AnswerBudget, createAnswerBudget } from './answer-budget.js'
import { type RequestEntry, requestEntries } from './entry.js'
import { answerText, type EntryAnswer, failureText, responseBundle } from './response.js'
import { toRequest } from './to-request.js'

/** Entries of one batch under way at the same time: enough for group commit, too few to push out other clients. */
const CONCURRENCY = 16

const isRead = ({ method, interaction }: Pick<FhirRequest, 'method' | 'interaction'>): boolean =>
  method === 'GET' || interaction.startsWith('search-') || interaction.startsWith('$')

/** What an entry's body is: for a read or search the resource itself; for a write what the client prefers. */
export function kindOfBody({ method, interaction, prefer }: FhirRequest, response: FhirResponse): EntryAnswer['body'] {
  if (response.body === undefined) return 'none'
  if (isRead({ method, interaction })) return 'resource'
  if (prefer.return === 'OperationOutcome') return 'outcome'
  return prefer.return === 'representation' ? 'resource' : 'none'
}

interface Batch {
  readonly context: Context
  readonly prefer: FhirRequest['prefer']
  readonly budget: AnswerBudget
}

/** Performs an entry. What is written already is answered without its resource where the budget is spent; what reads fails then. */
async function perform({ context, prefer, budget }: Batch, entry: RequestEntry): Promise<string> {
  if (budget.isSpent()) throw budget.exceeded()
  const { route, request } = toRequest(context, entry, prefer)
  const response = await dispatch(route.entry, context, request)
  const body = entry.method === 'HEAD' ? 'none' : kindOfBody(request, response)
  const text = answerText(context, { response, body })
  if (budget.take(text)) return text
  if (isRead(request)) throw budget.exceeded()
  return answerText(context, { response, body: 'none' })
}

/** The text of an entry's answer, also where it fails: one entry never fails the others. */
async function performEntry(batch: Batch, entry: RequestEntry): Promise<string> {
  try {
    return await perform(batch, entry)
  } catch (error) {
    if (!(error instanceof FhirError)) batch.context.report(error)
    return failureText(atEntry(error instanceof FhirError ? error : entryFault(), entry.place))
  }
}

/**
 * A batch: each entry for itself, by the same handlers as single requests; "there SHALL be no interdependencies". The answers stand in the order
 * of the entries. https://hl7.org/fhir/R4/http.html#brules
 */
export async function performBatch(context: Context, request: FhirRequest): Promise<FhirResponse> {
  const entries = requestEntries(context, bodyOf(request))
  const batch = { context, prefer: request.prefer, budget: createAnswerBudget(context) }
  const answers = new Array<string>(entries.length)
  let next = 0
  const work = async (): Promise<void> => {
    for (let index = next++; index < entries.length; index = next++) {
      const entry = entries[index]
      if (entry !== undefined) answers[index] = await performEntry(batch, entry)
    }
  }
  await Promise.all(Array.from({ length: Math.min(CONCURRENCY, entries.length) }, work))
  return { status: 200, body: responseBundle('batch-response', answers) }
}
