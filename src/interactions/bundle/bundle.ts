import { badRequest } from '../../fhir/outcome.js'
import type { FhirRequest, FhirResponse, Interaction } from '../interaction.js'
import { bodyOf } from '../prepare.js'
import { performTransaction } from '../transaction/transaction.js'
import { performBatch } from './batch.js'

function bundleTypeOf(request: FhirRequest): unknown {
  const resource = bodyOf(request).value as { readonly resourceType?: unknown; readonly type?: unknown }
  if (resource.resourceType === 'Bundle') return resource.type
  throw badRequest(
    'The base address takes a Bundle of type `batch` or `transaction`. Other resources are posted to their type, such as `/Patient`.',
  )
}

/** FHIR batch and transaction interactions: what the Bundle says, never the one for the other. https://hl7.org/fhir/R4/http.html#transaction */
export const batchOrTransaction: Interaction = async (context, request): Promise<FhirResponse> => {
  const type = bundleTypeOf(request)
  if (type === 'batch') return performBatch(context, request)
  if (type === 'transaction') return performTransaction(context, request)
  throw badRequest(
    `\`Bundle.type\` is \`${String(type)}\`: the base address takes \`batch\` and \`transaction\`. Post other Bundles to \`/Bundle\` to store them.`,
    'Bundle.type',
  )
}
