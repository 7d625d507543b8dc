import { conflict, type FhirError, issue } from '../../fhir/outcome.js'
import { holdsAny } from '../../search/compile-tokens.js'
import type { Hash } from '../../search/index-row.js'
import { tableOf } from '../../search/table.js'
import { join, sql } from '../../sql/sql.js'
import type { Place } from '../read.js'
import { keyOf } from './statements.js'

interface Target {
  readonly type: string
  readonly id: string
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
export async function findReferrers(
  place: Place,
  targets: readonly (Target & { readonly referrerHash: Hash })[],
): Promise<readonly Target[]> {
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

/** 409 for a deletion that would leave references dangling: it names the referrers. */
export function stillReferenced(referrers: readonly Target[]): FhirError {
  const names = referrers.map((referrer) => `\`${keyOf(referrer)}\``).join(', ')
  const more = referrers.length === NAMED_MAX ? ' and perhaps more' : ''
  return conflict(
    issue(
      'conflict',
      `It can't be deleted, since these resources refer to it: ${names}${more}. Change or delete them first.`,
    ),
  )
}
