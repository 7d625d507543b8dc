import { badRequest, type FhirError, issue, tooCostly, unavailable, unprocessable } from '../fhir/outcome.js'

/** The SQLSTATE of a driver's error; undefined for other errors. https://www.postgresql.org/docs/15/errcodes-appendix.html */
export function sqlState(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

/** True for what goes away when the transaction is run again: a serialization failure or a deadlock. */
export function isRetryable(error: unknown): boolean {
  const state = sqlState(error)
  return state === '40001' || state === '40P01'
}

const CONNECTION_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH'])
/**
 * What PostgreSQL answers to a new connection that it doesn't take (too many, no such database or login, or not for the moment), and to one that it
 * ends since its transaction was idle (25P03).
 */
const REFUSED_STATES = new Set(['53300', '3D000', '28000', '28P01', '55000', '25P03'])
/** The driver's own errors have no code. */
const lossMessage =
  /Connection terminated|timeout exceeded|Query read timeout|connection error and is not queryable|Client was closed/

/** True where the connection or the server went away: nothing is known of the statement. A violation of the protocol (08P01) is a fault of ours. */
export function isConnectionLoss(error: unknown): boolean {
  const state = sqlState(error)
  if (state === undefined) return error instanceof Error && lossMessage.test(error.message)
  return (
    (state.startsWith('08') && state !== '08P01') ||
    state.startsWith('57P') ||
    REFUSED_STATES.has(state) ||
    CONNECTION_CODES.has(state)
  )
}

/** The `FhirError` for what a client may cause or try again; undefined where the error is ours. */
export function toFhirError(error: unknown): FhirError | undefined {
  if (isConnectionLoss(error)) return unavailable('The database cannot be reached at the moment. Try again shortly.', 5)
  switch (sqlState(error)) {
    case '40001':
    case '40P01':
      return unavailable('Other writes to the same resources kept getting in the way. Try again shortly.', 1)
    case '57014':
      return tooCostly(
        'The request took longer than the server allows. Narrow it, for example by a patient, a date or an identifier.',
      )
    case '55P03':
      return unavailable('A lock was not free in time. Try again shortly.', 1)
    case '53100':
    case '53200':
    case '53400':
      return unavailable('The database is out of a resource at the moment. Try again later.', 30)
    // Such as an index row that is larger than a third of a page.
    case '54000':
      return unprocessable(issue('too-long', 'A value of the resource is too long to be indexed. Shorten it.'))
    case '22021':
    case '22P05':
      return badRequest('The request holds a character that cannot be stored, such as U+0000.')
    case '22003':
    case '22008':
      return badRequest('A number or date in the request is beyond the range that can be stored.')
    default:
      return undefined
  }
}
