import type { ValueSet } from '@medplum/fhirtypes'
import type { Context } from '../../interactions/interaction.js'
import type { OperationRequest } from '../operation.js'
import { sentResource } from '../sent-resource.js'
import { storedResource } from '../stored-resource.js'

/** The value set that came with a request, or that the operation is called on; undefined where it is named by its url. */
export async function valueSetOf(context: Context, request: OperationRequest): Promise<ValueSet | undefined> {
  const naming = ['url', 'valueSet', 'valueSetVersion', 'context']
  const stored = await storedResource(context, request, { type: 'ValueSet', naming })
  return stored ?? (sentResource(context, request.input, 'valueSet') as ValueSet | undefined)
}
