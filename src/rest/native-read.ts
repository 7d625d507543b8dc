import { notAcceptable } from '../fhir/outcome.js'
import { parseReference } from '../fhir/reference.js'
import { dispatch } from '../interactions/dispatch.js'
import type { Context, FhirRequest, FhirResponse, InteractionEntry } from '../interactions/interaction.js'
import { subsetBody } from '../interactions/subset-body.js'
import { answerOf } from './answer.js'
import { clockMs } from './exchange.js'
import { mediaTypesTaken } from './media-type.js'
import { asksForResource, takesContent } from './native-accept.js'
import { contentHeaders, servedType } from './native-type.js'
import { acceptedFormat } from './negotiate.js'
import type { RunningParts } from './parts.js'
import { exchangeOf, type Handler, perform, type ReadRequest } from './perform.js'
import type { Answer, Send } from './send.js'

interface Binary {
  readonly contentType?: unknown
  readonly securityContext?: { readonly reference?: unknown }
  readonly data?: unknown
}

/** `X-Security-Context`, where the reference is one that a header can hold. */
function securityHeaders({ securityContext }: Binary): string[] {
  const reference = securityContext?.reference
  if (typeof reference !== 'string' || parseReference(reference).kind !== 'relative') return []
  return ['x-security-context', reference]
}

/** The answer in the form that the client takes; throws 406 where it takes neither content nor resource. */
function answerIn(accept: string | undefined, context: Context, request: FhirRequest, response: FhirResponse): Answer {
  const { body, ...head } = response
  if (body === undefined) return answerOf(head, context.baseUrl)
  const binary: Binary = JSON.parse(body)
  const contentType = servedType(binary.contentType)
  if (takesContent(accept, contentType)) {
    const { status, headers } = answerOf(head, context.baseUrl)
    return {
      status,
      headers: [...headers, ...contentHeaders(contentType), ...securityHeaders(binary)],
      body: undefined,
      content: Buffer.from(typeof binary.data === 'string' ? binary.data : '', 'base64'),
    }
  }
  if (acceptedFormat(accept ?? '*/*') === undefined)
    throw notAcceptable(
      `None of the media types of \`Accept\` can be served; expected \`${contentType}\`, ${mediaTypesTaken}.`,
    )
  return answerOf(subsetBody(context, request, response), context.baseUrl)
}

/**
 * Makes the handler of read and vread of a Binary: its content, or the resource for those who ask for it. "The `_summary` parameter does not
 * apply" to content, so the interaction gives the whole. https://hl7.org/fhir/R4/binary.html#rest
 */
export function performNative(parts: RunningParts, send: Send, entry: InteractionEntry, read: ReadRequest): Handler {
  const asResource = perform(parts, send, entry, read)
  return async (request, reply) => {
    const exchange = exchangeOf(request)
    const { accept } = request.headers
    const hasFormat = exchange.parameters.some(([name, value]) => name === '_format' && value !== '')
    if (hasFormat || asksForResource(accept)) return asResource(request, reply)
    const fhirRequest = read(request, exchange)
    const context = parts.contextFor(exchange.access)
    exchange.parsedMs = clockMs()
    const response = await dispatch(entry, context, { ...fhirRequest, parameters: [] })
    const answered = answerIn(accept, context, fhirRequest, response)
    exchange.performedMs = clockMs()
    await send(request, reply, exchange, answered)
  }
}
