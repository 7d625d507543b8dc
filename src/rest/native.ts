import { forbidden } from '../fhir/outcome.js'
import type { InteractionEntry, InteractionName } from '../interactions/interaction.js'
import type { BodyReader } from './body.js'
import type { Cors } from './cors.js'
import { formatOf, parseMediaType } from './media-type.js'
import { readBinary } from './native-body.js'
import { performNative } from './native-read.js'
import type { RunningParts } from './parts.js'
import { type Handler, perform, type ReadRequest } from './perform.js'
import { beginRequest, bytesOf } from './request.js'
import type { Send } from './send.js'

/** What handlers are made with. */
export interface HandlerParts {
  readonly parts: RunningParts
  readonly send: Send
  readonly cors: Cors
  readonly reader: BodyReader
}

const reads: ReadonlySet<InteractionName> = new Set(['read', 'vread'])
const writes: ReadonlySet<InteractionName> = new Set(['create', 'update', 'update-conditional'])

/**
 * Refuses content from pages of origins that are not allowed: browsers send `text/plain` anywhere without asking first, and where nobody has to log in,
 * any page could fill the store. Throws 403. https://fetch.spec.whatwg.org/#cors-safelisted-request-header
 */
function createPageCheck(cors: Cors, baseUrl: string): (contentType: string, origin: string | undefined) => void {
  const own = new URL(baseUrl).origin
  return (contentType, origin) => {
    const isContent = formatOf(parseMediaType(contentType).type) === undefined
    if (origin === undefined || origin === own || !isContent || cors.headers(origin).length > 0) return
    throw forbidden('Pages of this `Origin` may not write here; `CORS_ORIGINS` lists those that may.')
  }
}

/** Reads a request that brings a Binary, as a resource or as content. */
function readWrite({ parts, cors, reader }: HandlerParts, entry: InteractionEntry): ReadRequest {
  const { baseUrl, limits } = parts.config
  const { bodyBytes } = limits
  const checkPage = createPageCheck(cors, baseUrl)
  return (request, exchange) => {
    const begun = beginRequest(request, exchange, entry)
    const { 'content-type': contentType, 'x-security-context': context, origin } = request.headers
    checkPage(contentType ?? '', origin)
    const head = {
      method: entry.method,
      id: begun.id,
      contentType,
      securityContext: context === undefined ? undefined : String(context),
    }
    const { json, contentType: readAs } = readBinary({ ...reader, bodyBytes }, head, bytesOf(request))
    return { ...begun, body: json, contentType: readAs }
  }
}

/**
 * The handler of a line of the table for Binary in its native form; undefined where the line treats Binary as any type.
 * https://hl7.org/fhir/R4/binary.html#rest
 */
export function nativeHandler(handlerParts: HandlerParts, entry: InteractionEntry): Handler | undefined {
  const { parts, send } = handlerParts
  if (reads.has(entry.name)) {
    return performNative(parts, send, entry, (request, exchange) => beginRequest(request, exchange, entry))
  }
  return writes.has(entry.name) ? perform(parts, send, entry, readWrite(handlerParts, entry)) : undefined
}
