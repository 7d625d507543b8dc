import type { Socket } from 'node:net'
import { badRequest, type FhirError, headersTooLarge, operationOutcome, requestTimeout } from '../fhir/outcome.js'
import { contentTypes } from './media-type.js'

const reasons: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
}

function fhirErrorOfSocket(code: string | undefined): FhirError {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return requestTimeout('The request did not arrive within the time that this server waits.')
  if (code === 'HPE_HEADER_OVERFLOW') return headersTooLarge('The address and the headers together are too long.')
  return badRequest('The request is not well-formed HTTP/1.1.')
}

/**
 * Answers what is no HTTP request, or one that came too slowly: there is no request object yet, so the answer is written to the socket itself.
 * Only fixed text goes out, nothing of what came in.
 */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const known = fhirErrorOfSocket(error.code)
  const body = JSON.stringify(operationOutcome(known.issues))
  const head = [
    `HTTP/1.1 ${known.status} ${reasons[known.status] ?? 'Bad Request'}`,
    `Content-Type: ${contentTypes.json}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}
