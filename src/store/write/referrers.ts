import type { AccessPredicate } from '../../access/access.js'
import { conflict, type FhirError, issue } from '../../fhir/outcome.js'
import { hashArray } from '../../search/array-literal.js'
import { holdsAny, holdsList, type TokenSource } from '../../search/compile-tokens.js'
import type { Hash } from '../../search/index-row.js'
import { tableOf } from '../../search/table.js'
import { column } from '../../sql/column.js'
import { join, raw, type Sql, sql } from '../../sql/sql.js'
import type { Place } from '../read.js'
import { byType, keyOf } from './statements.js'

interface Target {
  readonly type: string
  readonly id: string
}

/** What is to be deleted, with the hash that referrers hold of it. */
export interface HashedTarget extends Target {
  readonly referrerHash: Hash
}

/** Referrers named in a message. */
const NAMED_MAX = 10
/** Types probed by one statement: 146 at once took 80 ms of planning, and "out of shared memory" at 32 clients. */
const TYPES_MAX = 4
/** A record of what happened never holds back a delete. */
const NEVER_HOLD = new Set(['AuditEvent', 'Provenance'])

/** The types that have rows at all, sorted: a skip scan of the primary key, one probe a type. */
async function typesWithRows({ queryable, practice }: Place): Promise<readonly string[]> {
  const rows = await queryable.query<{ type: string }>(sql`
    with recursive present as (
      (select type from resource_version where practice = ${practice}::int4 order by type limit 1)
      union all
      select (
        select later.type from resource_version as later
        where later.practice = ${practice}::int4 and later.type > present.type
        order by later.type
        limit 1
      )
      from present
      where present.type is not null
    )
    select type from present where type is not null`)
  return rows.map(({ type }) => type)
}

/**
 * What refers to the given resources (but for themselves), at most ten: judged over what this transaction sees. Looks in every type that has rows: an
 * extension may refer to anything, whatever the elements of its resource may point to.
 */
export async function findReferrers(place: Place, targets: readonly HashedTarget[]): Promise<readonly Target[]> {
  const types = (await typesWithRows(place)).filter((type) => !NEVER_HOLD.has(type))
  const hashes = targets.map(({ referrerHash }) => referrerHash)
  const deleted = new Set(targets.map(keyOf))
  const found: Target[] = []
  for (let from = 0; from < types.length && found.length < NAMED_MAX; from += TYPES_MAX) {
    const probes = types.slice(from, from + TYPES_MAX).map(
      // Served by the GIN index on tokens; of types with very long lists also by the table `value`.
      (type) => sql`(
        select ${type}::text as type, t.id from ${tableOf(type)} t
        where t.practice = ${place.practice}::int4 and ${holdsAny(hashes, { practice: place.practice, type })}
        limit ${NAMED_MAX + deleted.size}::int4)`,
    )
    const rows = await place.queryable.query<Target>(join(probes, ' union all '))
    found.push(...rows.filter((row) => !deleted.has(keyOf(row))))
  }
  return found.slice(0, NAMED_MAX)
}

/** A referrer with the target that it refers to. */
interface Referral {
  readonly referrer: Target
  readonly target: HashedTarget
  /** True where what the client may read or find reaches the referrer. */
  readonly isReached: boolean
}

/** The condition that one of the predicates reaches the rows of a type. */
function reached(reach: readonly AccessPredicate[], source: TokenSource): Sql {
  const within = reach
    .filter(({ types }) => types?.has(source.type) ?? true)
    .map(({ compartments }) => (compartments === undefined ? sql`true` : sql`(${holdsAny(compartments, source)})`))
  return within.length === 0 ? sql`false` : join(within, ' or ')
}

/** Which targets the referrers found refer to: asked only where a delete is refused, of ten rows at the most. Served by the primary key. */
export async function referralsOf(
  { queryable, practice }: Place,
  options: {
    readonly referrers: readonly Target[]
    readonly targets: readonly HashedTarget[]
    readonly reach: readonly AccessPredicate[]
  },
): Promise<readonly Referral[]> {
  const { referrers, targets, reach } = options
  const hashes = hashArray(targets.map(({ referrerHash }) => referrerHash))
  const parts = [...byType(referrers, ({ type }) => type)].map(([type, group]) => {
    const source = { practice, type }
    return sql`(
      select ${type}::text as type, t.id, h.n, ${reached(reach, source)} as reached
      from ${tableOf(type)} t cross join unnest(${hashes}::int8[]) with ordinality h(hash, n)
      where t.practice = ${practice}::int4 and t.id = any(string_to_array(${column(group.map(({ id }) => id))}, chr(31)))
        and ${holdsList(raw('array[h.hash]'), source)})`
  })
  const rows = await queryable.query<Target & { readonly n: string; readonly reached: boolean }>(
    join(parts, ' union all '),
  )
  return rows.map(({ type, id, n, reached: isReached }) => ({
    referrer: { type, id },
    target: targets[Number(n) - 1] as HashedTarget,
    isReached,
  }))
}

/** `A`, `B` and 2 more that this client may not read */
function referrersText(referrals: readonly Referral[]): string {
  const named = referrals.filter(({ isReached }) => isReached).map(({ referrer }) => `\`${keyOf(referrer)}\``)
  const others = referrals.length - named.length
  const more = referrals.length === NAMED_MAX ? ', and perhaps others' : ''
  if (others === 0) return `these resources refer to it: ${named.join(', ')}${more}`
  if (named.length === 0) {
    const resources =
      others === 1
        ? '1 resource that this client may not read refers'
        : `${others} resources that this client may not read refer`
    return `${resources} to it${more}`
  }
  return `these resources refer to it: ${named.join(', ')}, and ${others} more that this client may not read${more}`
}

/** The problem of a deletion that would leave references dangling: it names the referrers that the client may read, and counts the others. */
export const stillReferenced = (target: Target, referrals: readonly Referral[]): FhirError =>
  conflict(
    issue(
      'conflict',
      `\`${keyOf(target)}\` can't be deleted, since ${referrersText(referrals)}. Change or delete them first.`,
    ),
  )
