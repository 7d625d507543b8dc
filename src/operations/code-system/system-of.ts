import { issue, unprocessable } from '../../fhir/outcome.js'
import type { Context } from '../../interactions/interaction.js'
import type { OperationRequest } from '../operation.js'
import { storedResource } from '../stored-resource.js'

/** The system and version of the CodeSystem that an operation is called on; undefined at the level of the type. Throws 422 for one without a url. */
export async function systemOf(
  context: Context,
  request: OperationRequest,
  naming: readonly string[],
): Promise<{ readonly system: string; readonly version: string | undefined } | undefined> {
  const stored = await storedResource(context, request, { type: 'CodeSystem', naming: [...naming, 'version'] })
  if (stored === undefined) return undefined
  const { url, version } = stored
  if (url !== undefined) return { system: url, version }
  throw unprocessable(
    issue(
      'business-rule',
      `\`CodeSystem/${request.id}\` has no \`url\`, so that no code can be of it.`,
      'CodeSystem.url',
    ),
  )
}
