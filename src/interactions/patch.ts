import { FhirError } from '../fhir/outcome.js'
import type { PutWrite, Reader, StoredVersion, Written } from '../store/store.js'
import { instanceOf } from './address.js'
import type { Context, FhirRequest, Interaction } from './interaction.js'
import { current, patchedContent, refuseIfNoneMatch } from './patched.js'
import { expectationOf, judge, putOf } from './prepare.js'
import { answerPut } from './respond.js'

/** Tries without a lock, which hardly any patch needs; after them patches of the same resource queue up. */
const TRIES_WITHOUT_LOCK = 2

interface Target {
  readonly type: string
  readonly id: string
}

const read = async (context: Context, request: FhirRequest, reader: Reader, target: Target): Promise<StoredVersion> => {
  const found = await reader.read(target.type, target.id, context.access.predicate('r'))
  return current(found, { ...target, expect: expectationOf(request) })
}

/** The patched version as a write over exactly the version that was read. */
async function patchWrite(
  context: Context,
  request: FhirRequest,
  version: StoredVersion,
  kind: 'version' | 'unchanged',
): Promise<PutWrite> {
  const expect = { kind, version: version.version }
  const write = putOf(context, patchedContent(context, request, version), { id: version.id, method: 'PATCH', expect })
  await judge(context, write)
  return write
}

const patchUnderLock = (context: Context, request: FhirRequest, target: Target): Promise<Written> =>
  context.store.transaction(async (unit) => {
    await unit.lockConditions([`PATCH ${target.type}/${target.id}`])
    const write = await patchWrite(context, request, await read(context, request, unit, target), 'unchanged')
    return (await unit.writeAll([write]))[0] as Written
  })

/** Reads, patches and writes; another writer in between is a new round, unless the client's own `If-Match` is what failed. */
export async function patchInRounds(context: Context, request: FhirRequest, target: Target): Promise<Written> {
  refuseIfNoneMatch(request)
  const own = expectationOf(request).kind === 'version'
  for (let tries = 0; tries < TRIES_WITHOUT_LOCK; tries++) {
    try {
      const version = await read(context, request, context.store, target)
      return await context.store.write(await patchWrite(context, request, version, 'version'))
    } catch (error) {
      const raced = error instanceof FhirError && error.status === 412 && !own
      if (!raced) throw error
    }
  }
  return patchUnderLock(context, request, target)
}

/** FHIR patch interaction: JSON Patch and FHIRPath Patch. https://hl7.org/fhir/R4/http.html#patch */
export const patch: Interaction = async (context, request) =>
  answerPut(await patchInRounds(context, request, instanceOf(context, request)), request)
