import { atEntry } from '../../fhir/at-entry.js'
import { FhirError, tooLarge } from '../../fhir/outcome.js'
import { parseReference } from '../../fhir/reference.js'
import { type Conditions, createConditions } from '../bundle/conditions.js'
import { requestEntries } from '../bundle/entry.js'
import { responseBundle } from '../bundle/response.js'
import { toRequest } from '../bundle/to-request.js'
import type { Context, FhirRequest, FhirResponse } from '../interaction.js'
import { noticeChange } from '../notice-change.js'
import { pinned } from '../pinned.js'
import { bodyOf } from '../prepare.js'
import { purposeOf } from '../purpose.js'
import { answerEntries } from './answer.js'
import { judgeBodies } from './judge-entries.js'
import { linkedBody, type PlannedEntry, planEntry } from './planned-entry.js'
import { resolveEntries } from './resolve.js'
import { writesOf } from './writes.js'

/** Reads of one transaction: what it wrote stays locked until the last of them is answered. */
const READS_MAX = 500

function refuseManyReads(entries: readonly PlannedEntry[]): readonly PlannedEntry[] {
  const reads = entries.filter(({ wish }) => wish.kind === 'get').length
  if (reads <= READS_MAX) return entries
  throw tooLarge(
    `The transaction has ${reads} entries that read or search, and this server takes at most ${READS_MAX}. Send them as a batch.`,
  )
}

function planAll(context: Context, request: FhirRequest): readonly PlannedEntry[] {
  return requestEntries(context, bodyOf(request)).map((entry) => {
    try {
      return planEntry(context, toRequest(context, entry, request.prefer))
    } catch (error) {
      throw error instanceof FhirError ? atEntry(error, entry.place) : error
    }
  })
}

/** The criteria that entries themselves depend on: these are locked, so that what they decide stays true. */
const criteriaOfEntries = (
  entries: readonly PlannedEntry[],
): readonly (readonly [type: string, query: string, place: string])[] =>
  entries.flatMap(({ wish, entry }) =>
    'criteria' in wish && wish.criteria !== undefined ? [[wish.type, wish.criteria, entry.place] as const] : [],
  )

/** Conditional references (`Practitioner?identifier=…`) anywhere in the resources. Their targets are asserted when they are written, so they need no lock. */
function addReferences(context: Context, conditions: Conditions, entries: readonly PlannedEntry[]): void {
  for (const planned of entries) {
    const body = linkedBody(planned)
    if (body === undefined || !body.text.includes('?')) continue
    context.rewrite(body, (link, kind) => {
      const parsed = kind === 'reference' ? parseReference(link) : undefined
      if (parsed?.kind === 'conditional') conditions.add(parsed.type, parsed.query, planned.entry.place)
      return undefined
    })
  }
}

/**
 * FHIR transaction interaction: all or nothing, processed as DELETE, POST, PUT and PATCH, GET whatever the order of the entries, answered in the order of
 * the entries. Conditions are judged inside the database transaction, under their locks. https://hl7.org/fhir/R4/http.html#transaction
 */
export async function performTransaction(given: Context, request: FhirRequest): Promise<FhirResponse> {
  const context = pinned(given)
  const entries = refuseManyReads(planAll(context, request))
  const warnings = await judgeBodies(context, bodyOf(request).value as object, entries)
  const conditions = createConditions(context)
  const criteria = criteriaOfEntries(entries)
  for (const [type, query, place] of criteria) conditions.add(type, query, place)
  addReferences(context, conditions, entries)
  const locks = criteria.map(([type, query]) => conditions.normalized(type, query))
  const types = entries.flatMap(({ wish }) => ('type' in wish ? [wish.type] : []))
  const answers = await context.store.transaction(async (unit) => {
    await unit.lockConditions(locks)
    await conditions.answer(unit)
    const resolved = await resolveEntries(entries, { context, reader: unit, conditions })
    return answerEntries(context, unit, await writesOf(context, unit, { entries: resolved, conditions, warnings }))
  }, purposeOf(types))
  await noticeChange(context, types)
  return { status: 200, body: responseBundle('transaction-response', answers) }
}
