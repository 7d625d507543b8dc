import { atEntry } from '../../fhir/at-entry.js'
import { FhirError } from '../../fhir/outcome.js'
import type { StoredVersion, UnitOfWork, Write, Written } from '../../store/store.js'
import { createAnswerBudget } from '../bundle/answer-budget.js'
import { kindOfBody } from '../bundle/batch.js'
import { answerText } from '../bundle/response.js'
import { stillThere } from '../condition.js'
import { answerExisting } from '../create.js'
import { dispatch } from '../dispatch.js'
import { inside } from '../inside.js'
import type { Context, FhirResponse } from '../interaction.js'
import { answerDelete, answerDeletes, answerPut } from '../respond.js'
import type { ResolvedEntry } from './resolve.js'
import type { EntryWrites } from './writes.js'

/** What existed already, by `Type/id`, read once for all entries that point there. */
async function existingVersions(
  unit: UnitOfWork,
  entries: readonly ResolvedEntry[],
): Promise<ReadonlyMap<string, StoredVersion>> {
  const keys = entries.flatMap(({ action }) =>
    action.kind === 'existing' ? [{ type: action.type, id: action.id }] : [],
  )
  const versions = await unit.readMany(keys, {})
  return new Map(
    versions.flatMap((version) => (version === undefined ? [] : [[`${version.type}/${version.id}`, version]])),
  )
}

interface Results {
  readonly written: ReadonlyMap<Write, Written>
  readonly existing: ReadonlyMap<string, StoredVersion>
}

async function responseOf(
  context: Context,
  { resolved, writes, warnings }: EntryWrites,
  results: Results,
): Promise<FhirResponse> {
  const { planned, action } = resolved
  const { request, route } = planned
  if (action.kind === 'get') return dispatch(route.entry, context, request)
  if (action.kind === 'delete-matches') return answerDeletes(action.type, action.ids.length, request)
  if (action.kind === 'existing') {
    const { type, id } = action
    return answerExisting(stillThere(results.existing.get(`${type}/${id}`), type, id), request)
  }
  const written = results.written.get(writes[0] as Write) as Written
  return action.kind === 'delete' ? answerDelete(written, request) : answerPut(written, request, warnings)
}

/** The response entries, in the order of the requests; GET entries are performed last, over what the transaction wrote. */
export async function answerEntries(
  context: Context,
  unit: UnitOfWork,
  entries: readonly EntryWrites[],
): Promise<readonly string[]> {
  const writes = entries.flatMap((entry) => entry.writes)
  const answers = await unit.writeAll(writes)
  const written = new Map(writes.map((write, at) => [write, answers[at] as Written]))
  const existing = await existingVersions(
    unit,
    entries.map(({ resolved }) => resolved),
  )
  const within = inside(context, unit)
  const budget = createAnswerBudget(context)
  const texts: string[] = []
  for (const entry of entries) {
    const { request, entry: sent } = entry.resolved.planned
    try {
      const response = await responseOf(within, entry, { written, existing })
      const kind = sent.method === 'HEAD' ? 'none' : kindOfBody(request, response)
      const text = answerText(context, { response, body: kind })
      if (!budget.take(text)) throw budget.exceeded()
      texts.push(text)
    } catch (error) {
      throw error instanceof FhirError ? atEntry(error, sent.place) : error
    }
  }
  return texts
}
