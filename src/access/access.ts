import { forbidden } from '../fhir/outcome.js'

/**
 * The access filter as data, carried by every plan and every read. Token hashes of which a row must hold at least one; undefined means every row.
 */
export interface AccessPredicate {
  readonly compartments?: readonly string[]
  /** Types that may be read; undefined means every type. Includes to other types are left out. */
  readonly types?: ReadonlySet<string>
}

/** A letter of SMART v2 scopes. https://hl7.org/fhir/smart-app-launch/scopes-and-launch-context.html */
export type ScopeLetter = 'c' | 'r' | 'u' | 'd' | 's'

/** What a client may do, resolved once for each request. */
export interface Access {
  /** Who it is, for logs and audit: a client's name, or `anonymous`. */
  readonly client: string
  /** True where the client may do this with this type (`*`: with every type). */
  allows(letter: ScopeLetter, type: string): boolean
  /** The filter for reads of these letters. */
  predicate(letter: ScopeLetter): AccessPredicate
}

/** Access without limits: what `AUTH=none`, and loopback without AUTH, give. */
export const unrestricted: Access = { client: 'anonymous', allows: () => true, predicate: () => ({}) }

/** Throws 403 where the access does not allow the letter for the type. */
export function requireScope(access: Access, letter: ScopeLetter, type: string): void {
  if (access.allows(letter, type)) return
  throw forbidden(
    `The client \`${access.client}\` has no scope that allows \`${letter}\` on \`${type}\` (such as \`system/${type}.${letter}\`).`,
  )
}
