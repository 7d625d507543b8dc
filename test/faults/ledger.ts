import type { Json } from '../harness/server.js'

/** What writers were told is stored: the server may never forget it. */
export interface Ledger {
  /** `Type/id/version` → the resource as it was acknowledged. */
  readonly versions: Map<string, string>
  /** `Type/id` of acknowledged deletions. */
  readonly deletions: Set<string>
  /** Keys of acknowledged conditional creates → the id that they were told. */
  readonly conditional: Map<string, string>
  /** Keys of acknowledged transactions. */
  readonly transactions: Set<string>
  /** What must never happen: each is a failure of the test. */
  readonly violations: string[]
}

export const createLedger = (): Ledger => ({
  versions: new Map(),
  deletions: new Set(),
  conditional: new Map(),
  transactions: new Set(),
  violations: [],
})

export const keyOf = ({ resourceType, id, meta }: Json): string => `${resourceType}/${id}/${meta.versionId}`

/** Notes a version that was acknowledged as written. */
export function noteVersion(ledger: Ledger, resource: Json): void {
  const key = keyOf(resource)
  if (ledger.versions.has(key)) ledger.violations.push(`${key} was acknowledged twice`)
  ledger.versions.set(key, JSON.stringify(resource))
}

/** Notes the id that a conditional create was told: all must be told the same. */
export function noteConditional(ledger: Ledger, key: string, id: string): void {
  const known = ledger.conditional.get(key)
  if (known !== undefined && known !== id) ledger.violations.push(`${key} is both ${known} and ${id}`)
  ledger.conditional.set(key, id)
}
