import type { Issue } from '../fhir/outcome.js'
import { FhirError } from '../fhir/outcome.js'
import type { PutWrite, Reader, StoredVersion, Written } from '../store/store.js'
import { instanceOf } from './address.js'
import { inside } from './inside.js'
import type { Context, FhirRequest, Interaction } from './interaction.js'
import { judge } from './judge.js'
import { current, patchedContent, refuseIfNoneMatch } from './patched.js'
import { expectationOf, putOf } from './prepare.js'
import { purposeOf } from './purpose.js'
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

/** A patch that was written, and what the judges warn of. */
export interface Patched {
  readonly written: Written
  readonly warnings: readonly Issue[]
}

/** The patched version as a write over exactly the version that was read, and what the judges warn of. */
async function patchWrite(
  context: Context,
  request: FhirRequest,
  version: StoredVersion,
  kind: 'version' | 'unchanged',
): Promise<{ readonly write: PutWrite; readonly warnings: readonly Issue[] }> {
  const expect = { kind, version: version.version }
  const write = putOf(context, patchedContent(context, request, version), { id: version.id, method: 'PATCH', expect })
  return { write, warnings: await judge(context, write) }
}

const patchUnderLock = (context: Context, request: FhirRequest, target: Target): Promise<Patched> =>
  context.store.transaction(
    async (unit) => {
      await unit.lockConditions([`PATCH ${target.type}/${target.id}`])
      const version = await read(context, request, unit, target)
      const { write, warnings } = await patchWrite(inside(context, unit), request, version, 'unchanged')
      return { written: (await unit.writeAll([write]))[0] as Written, warnings }
    },
    purposeOf([target.type]),
  )

/** Reads, patches and writes; another writer in between is a new round, unless the client's own `If-Match` is what failed. */
export async function patchInRounds(context: Context, request: FhirRequest, target: Target): Promise<Patched> {
  refuseIfNoneMatch(request)
  const own = expectationOf(request).kind === 'version'
  for (let tries = 0; tries < TRIES_WITHOUT_LOCK; tries++) {
    try {
      const version = await read(context, request, context.store, target)
      const { write, warnings } = await patchWrite(context, request, version, 'version')
      return { written: await context.store.write(write), warnings }
    } catch (error) {
      const raced = error instanceof FhirError && error.status === 412 && !own
      if (!raced) throw error
    }
  }
  return patchUnderLock(context, request, target)
}

/** FHIR patch interaction: JSON Patch and FHIRPath Patch. https://hl7.org/fhir/R4/http.html#patch */
export const patch: Interaction = async (context, request) => {
  const { written, warnings } = await patchInRounds(context, request, instanceOf(context, request))
  return answerPut(written, request, warnings)
}
