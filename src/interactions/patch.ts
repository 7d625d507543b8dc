import { conflict, FhirError, issue } from '../fhir/outcome.js'
import type { PutWrite, Reader, Written } from '../store/store.js'
import { instanceOf } from './address.js'
import type { Context, FhirRequest, Interaction } from './interaction.js'
import { current, patchedContent, refuseIfNoneMatch } from './patched.js'
import { expectationOf, judge, putOf } from './prepare.js'
import { answerPut } from './respond.js'

/** Rounds of read, patch and write before a patch gives up against writers that are always faster. */
const ROUNDS_MAX = 8
/** Rounds without a lock, which hardly any patch needs; after them patches of the same resource queue up. */
const ROUNDS_WITHOUT_LOCK = 2

interface Target {
  readonly type: string
  readonly id: string
}

/** Reads, patches, and makes the write over exactly the version that was read. */
async function patchWrite(context: Context, request: FhirRequest, reader: Reader, target: Target): Promise<PutWrite> {
  const found = await reader.read(target.type, target.id, context.access.predicate('r'))
  const version = current(found, { ...target, expect: expectationOf(request) })
  const expect = { kind: 'version', version: version.version } as const
  const content = patchedContent(context, request, version)
  const write = putOf(context, content, { id: version.id, method: 'PATCH', expect })
  await judge(context, write)
  return write
}

function patchUnderLock(context: Context, request: FhirRequest, target: Target): Promise<Written> {
  return context.store.transaction(async (unit) => {
    await unit.lockConditions([`PATCH ${target.type}/${target.id}`])
    const write = await patchWrite(context, request, unit, target)
    return (await unit.writeAll([write]))[0] as Written
  })
}

/** Another writer in between is a new round, unless the client's own `If-Match` is what failed. */
export async function patchInRounds(context: Context, request: FhirRequest, target: Target): Promise<Written> {
  refuseIfNoneMatch(request)
  const own = expectationOf(request).kind === 'version'
  for (let round = 1; ; round++) {
    try {
      if (round > ROUNDS_WITHOUT_LOCK) return await patchUnderLock(context, request, target)
      return await context.store.write(await patchWrite(context, request, context.store, target))
    } catch (error) {
      const raced = error instanceof FhirError && error.status === 412 && !own
      if (!raced) throw error
      if (round < ROUNDS_MAX) continue
      throw conflict(
        issue('lock-error', `Other writes to \`${target.type}/${target.id}\` kept coming in between. Try again.`),
      )
    }
  }
}

/** FHIR patch interaction: JSON Patch and FHIRPath Patch. https://hl7.org/fhir/R4/http.html#patch */
export const patch: Interaction = async (context, request) =>
  answerPut(await patchInRounds(context, request, instanceOf(context, request)), request)
