import { type FhirError, issue, unprocessable } from '../../fhir/outcome.js'
import type { LocalReference } from '../../search/index-row.js'
import { tableOf } from '../../search/table.js'
import { column } from '../../sql/column.js'
import { join, raw, type Sql, sql } from '../../sql/sql.js'
import type { Place } from '../read.js'
import type { PutWrite } from '../store.js'
import { byType, keyOf } from './statements.js'

/** `skip locked` never waits: what another transaction is deleting counts as absent. `wait` waits until that one is decided. */
export type Patience = 'skip locked' | 'wait'

/** Target tables of one statement: its text is prepared, and 146 tables at once cost 80 ms of planning. */
const TABLES_MAX = 8

function lockedIds(practice: number, type: string, ids: readonly string[], patience: Patience): Sql {
  const wait = patience === 'wait' ? raw('') : raw('skip locked')
  // Served by the primary key. A key share lock leaves updates of the target alone, and holds off its deletion until this transaction ends.
  return sql`
    select ${type}::text as type, id
    from ${tableOf(type)}
    where practice = ${practice}::int4 and id = any(string_to_array(${column(ids)}, chr(31)))
    for key share ${wait}`
}

/**
 * Asserts that resources exist until this transaction ends; answers the keys (`Type/id`) of those that do. One statement for every eight target
 * types, whatever the number of references.
 */
export async function lockTargets(
  { queryable, practice }: Place,
  targets: readonly { readonly type: string; readonly id: string }[],
  patience: Patience,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  const unique = [...new Map(targets.map((target) => [keyOf(target), target])).values()]
  const types = [...byType(unique, ({ type }) => type)].sort(([left], [right]) => (left < right ? -1 : 1))
  for (let from = 0; from < types.length; from += TABLES_MAX) {
    const chunk = types.slice(from, from + TABLES_MAX)
    const parts = chunk.map(([type, group], at) => {
      // In the order of their ids, so that two transactions meet in the same order.
      const ids = group.map(({ id }) => id).sort()
      return sql`${raw(`t${at}`)} as materialized (${lockedIds(practice, type, ids, patience)})`
    })
    const union = chunk.map((_, at) => raw(`select type, id from t${at}`))
    const rows = await queryable.query<{ type: string; id: string }>(
      sql`with ${join(parts, ', ')} ${join(union, ' union all ')}`,
    )
    for (const row of rows) found.add(keyOf(row))
  }
  return found
}

/** The references of a write that have to be there: all but those to itself. */
export const targetsOf = (write: PutWrite): readonly LocalReference[] =>
  write.index.references.filter((reference) => keyOf(reference) !== keyOf(write))

/** 422 for references to what is not there: each of them is named with its place. */
export function danglingReferences(missing: readonly LocalReference[]): FhirError {
  return unprocessable(
    ...missing.map((reference) =>
      issue(
        'not-found',
        `\`${reference.path}\` refers to \`${keyOf(reference)}\`, which is not on this server. Create it first, or put both into one transaction.`,
        reference.path,
      ),
    ),
  )
}
