import { atEntry } from '../../fhir/at-entry.js'
import { FhirError, methodNotAllowed } from '../../fhir/outcome.js'
import type { Store, StoredVersion, UnitOfWork, Write, Written } from '../../store/store.js'
import { kindOfBody } from '../bundle/batch.js'
import { answerText } from '../bundle/response.js'
import { answerExisting } from '../create.js'
import { dispatch } from '../dispatch.js'
import type { Context, FhirResponse } from '../interaction.js'
import { answerDelete, answerPut } from '../respond.js'
import type { ResolvedEntry } from './resolve.js'
import type { EntryWrite } from './writes.js'

const refuse = (): never => {
  throw methodNotAllowed('An entry that only reads cannot write.', ['GET'])
}

/** The transaction as a store that reads: what GET entries see is what the transaction wrote. */
const readingStore = (unit: UnitOfWork): Store => ({
  ...unit,
  write: refuse,
  transaction: refuse,
  importMany: refuse,
  drain: async () => {},
})

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

async function responseOf(context: Context, { resolved, write }: EntryWrite, results: Results): Promise<FhirResponse> {
  const { planned, action } = resolved
  const written = write === undefined ? undefined : results.written.get(write)
  if (written !== undefined) {
    return write?.kind === 'delete' ? answerDelete(written, planned.request) : answerPut(written, planned.request)
  }
  if (action.kind === 'existing') {
    const version = results.existing.get(`${action.type}/${action.id}`)
    if (version !== undefined) return answerExisting(version, planned.request)
  }
  if (action.kind === 'get') return dispatch(planned.route.entry, context, planned.request)
  return { status: 204 }
}

/** The response entries, in the order of the requests; GET entries are performed last, over what the transaction wrote. */
export async function answerEntries(
  context: Context,
  unit: UnitOfWork,
  entries: readonly EntryWrite[],
): Promise<readonly string[]> {
  const writes = entries.flatMap(({ write }) => (write === undefined ? [] : [write]))
  const answers = await unit.writeAll(writes)
  const written = new Map(writes.map((write, at) => [write, answers[at] as Written]))
  const existing = await existingVersions(
    unit,
    entries.map(({ resolved }) => resolved),
  )
  const inside: Context = { ...context, store: readingStore(unit) }
  const texts: string[] = []
  for (const entry of entries) {
    const { request, entry: sent } = entry.resolved.planned
    try {
      const response = await responseOf(inside, entry, { written, existing })
      const kind = sent.method === 'HEAD' ? 'none' : kindOfBody(request, response)
      texts.push(answerText(context, { response, body: kind }))
    } catch (error) {
      throw error instanceof FhirError ? atEntry(error, sent.place) : error
    }
  }
  return texts
}
