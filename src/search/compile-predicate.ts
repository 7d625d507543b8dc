import { identifier, join, raw, type Sql, sql } from '../sql/sql.js'
import { textArray } from './array-literal.js'
import { holdsAll, holdsAny } from './compile-tokens.js'
import type { Column } from './index-row.js'
import type { Predicate, ValueCondition } from './predicate.js'

/** The row that a predicate is about: a type's index table under the alias `t`. */
export interface RowSource {
  readonly practice: number
  readonly type: string
  readonly columns: readonly Column[]
}

type Compare = Extract<Predicate, { kind: 'column' }>

const ownColumns: ReadonlyMap<string, string> = new Map([
  ['id', 'text'],
  ['last_updated', 'timestamptz'],
  ['self', 'int8'],
])

function castOf(column: string, source: RowSource): Sql {
  const declared = source.columns.find(({ name }) => name === column)?.sqlType ?? ownColumns.get(column)
  if (declared === undefined) throw new RangeError(`The type \`${source.type}\` has no column \`${column}\`.`)
  return raw(declared.startsWith('text') ? 'text' : declared)
}

const columnRef = (name: string): Sql => sql`t.${identifier(name)}`

const compare = ({ column, operator, value }: Compare, source: RowSource): Sql =>
  sql`${columnRef(column)} ${raw(operator)} ${value}::${castOf(column, source)}`

/** `%`, `_` and `\` of the value are no wildcards. */
const likePattern = (text: string): string => text.replace(/[%_\\]/g, '\\$&')

function valueCondition(condition: ValueCondition): Sql {
  switch (condition.field) {
    case 'low':
    case 'high':
      return sql`v.${raw(condition.field)} ${raw(condition.operator)} ${condition.value}::numeric`
    case 'key':
    case 'unit':
      return sql`v.${raw(condition.field)} = ${condition.value}::int8`
    case 'text': {
      const pattern = likePattern(condition.value)
      return sql`v.text like ${condition.operator === 'starts' ? `${pattern}%` : `%${pattern}%`}`
    }
  }
}

/**
 * `exists`, not `in (select …)`: at the top it becomes a semi-join either way, but below `or` and `not` the other one would be hashed whole, or
 * scanned once for each row where it doesn't fit into work_mem. Served by value_number, value_text, value_prefix, or value_resource for a walk.
 */
function valueExists(parameter: string, conditions: readonly ValueCondition[], source: RowSource): Sql {
  const all = join([sql`v.parameter = ${parameter}`, ...conditions.map(valueCondition)], ' and ')
  return sql`exists (select 1 from value v where v.practice = ${source.practice} and v.type = ${source.type} and v.id = t.id and ${all})`
}

/** Alternatives for the same column are one `= any`, so that a thousand references stay one probe. */
function compileOr(predicates: readonly Predicate[], source: RowSource): Sql {
  const equals = new Map<string, string[]>()
  const fragments: Sql[] = []
  for (const predicate of predicates) {
    if (predicate.kind !== 'column' || predicate.operator !== '=') fragments.push(compilePredicate(predicate, source))
    else {
      const values = equals.get(predicate.column)
      if (values === undefined) equals.set(predicate.column, [predicate.value])
      else values.push(predicate.value)
    }
  }
  for (const [column, values] of equals)
    fragments.push(sql`${columnRef(column)} = any(${textArray(values)}::${castOf(column, source)}[])`)
  return sql`(${join(fragments, ' or ')})`
}

/** The condition in SQL, about the alias `t`. Expects a simplified predicate; sound for any. */
export function compilePredicate(predicate: Predicate, source: RowSource): Sql {
  switch (predicate.kind) {
    case 'everything':
      return raw('true')
    case 'nothing':
      return raw('false')
    case 'and':
      return predicate.predicates.length === 0
        ? raw('true')
        : sql`(${join(
            predicate.predicates.map((member) => compilePredicate(member, source)),
            ' and ',
          )})`
    case 'or':
      return predicate.predicates.length === 0 ? raw('false') : compileOr(predicate.predicates, source)
    case 'not':
      // `is not true`, since a comparison with an absent column is null, and an absent value is none of those asked for.
      return sql`(${compilePredicate(predicate.predicate, source)}) is not true`
    case 'tokens-all':
      return holdsAll(predicate.hashes, source)
    case 'tokens-any':
      return holdsAny(predicate.hashes, source)
    case 'column':
      return compare(predicate, source)
    case 'ids':
      return sql`t.id = any(${textArray(predicate.ids)}::text[])`
    case 'value':
      return valueExists(predicate.parameter, predicate.conditions, source)
  }
}

/** Conditions that all have to hold; those that always do are left out of the text. */
export function allConditions(conditions: readonly Sql[]): Sql {
  const asked = conditions.filter(({ pieces }) => pieces.length > 1 || pieces[0] !== 'true')
  return asked.length === 0 ? raw('true') : join(asked, ' and ')
}

/**
 * The same condition for a walk along the page's order: columns may still narrow the walk, but `is true` keeps token and value
 * conditions from being answered by their own index, which for a broad match would collect and sort all of it.
 */
export function compileFilter(predicate: Predicate, source: RowSource): Sql {
  const members = predicate.kind === 'and' ? predicate.predicates : [predicate]
  const unguarded: readonly Predicate['kind'][] = ['column', 'everything', 'nothing', 'not']
  return allConditions(
    members.map((member) => {
      const compiled = compilePredicate(member, source)
      return unguarded.includes(member.kind) ? compiled : sql`(${compiled}) is true`
    }),
  )
}
