import { type FhirError, unavailable } from '../fhir/outcome.js'

/** Shorter bodies don't take part: connections bound their number, and the usual request must not pay for this. */
export const GATED_FROM_BYTES = 1_048_576

/** What one request holds of the memory for bodies. */
export interface BodyShare {
  /** Takes more bytes; false where all bodies together would be beyond the limit. */
  grow(bytes: number): boolean
  /** Gives everything back, once the request has been answered. */
  end(): void
}

/** Bounds the memory that large bodies take at the same time. */
export interface BodyGate {
  begin(): BodyShare
}

/** Makes the gate of a process. A body that is alone always gets through, whatever the limit: its own limit holds then. */
export function createBodyGate(limitBytes: number): BodyGate {
  let taken = 0
  return {
    begin: () => {
      let own = 0
      return {
        grow: (bytes) => {
          if (taken > own && taken + bytes > limitBytes) return false
          own += bytes
          taken += bytes
          return true
        },
        end: () => {
          taken -= own
          own = 0
        },
      }
    },
  }
}

/** 503: other bodies take the memory that there is for them. */
export const tooManyBodies = (): FhirError =>
  unavailable(
    'This server is busy with as many large bodies as it takes at the same time (`BODIES_LIMIT_BYTES`). Try again shortly.',
    1,
  )
