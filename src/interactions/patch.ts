import { conflict, FhirError, issue } from '../fhir/outcome.js'
import type { StoredVersion, Written } from '../store/store.js'
import { instanceOf } from './address.js'
import type { Context, FhirRequest, Interaction } from './interaction.js'
import { current, patchedContent, refuseIfNoneMatch } from './patched.js'
import { expectationOf, judge, putOf } from './prepare.js'
import { answerPut } from './respond.js'

/** Rounds of read, patch and write before a patch gives up against writers that are always faster. */
const ROUNDS_MAX = 8

async function patchOnce(context: Context, request: FhirRequest, version: StoredVersion): Promise<Written> {
  const expect = { kind: 'version', version: version.version } as const
  const write = putOf(context, patchedContent(context, request, version), { id: version.id, method: 'PATCH', expect })
  await judge(context, write)
  return context.store.write(write)
}

/**
 * Reads, patches and writes over exactly the version that was read; another writer in between is a new round, unless the client's own
 * `If-Match` is what failed.
 */
export async function patchInRounds(
  context: Context,
  request: FhirRequest,
  target: { type: string; id: string },
): Promise<Written> {
  refuseIfNoneMatch(request)
  const expect = expectationOf(request)
  for (let round = 1; ; round++) {
    const found = await context.store.read(target.type, target.id, context.access.predicate('r'))
    const version = current(found, { ...target, expect })
    try {
      return await patchOnce(context, request, version)
    } catch (error) {
      const raced = error instanceof FhirError && error.status === 412 && expect.kind !== 'version'
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
