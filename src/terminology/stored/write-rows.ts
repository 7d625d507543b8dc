import type { Queryable } from '../../database/database.js'
import { column } from '../../sql/column.js'
import { rows, sql } from '../../sql/sql.js'

/** Where rows go: a system that is being loaded. */
export interface LoadingPlace {
  readonly queryable: Queryable
  readonly practice: number
  readonly system: number
}

/** A row of `concept`. */
export interface NewConcept {
  readonly concept: number
  readonly code: string
  readonly key: string
  readonly display: string | null
  readonly search: string
  readonly active: boolean
  readonly abstract: boolean
  readonly parents: string | null
  readonly details: string | null
}

/** A row of `concept_property`. */
export interface NewProperty {
  readonly property: number
  readonly value: string
  readonly concept: number
  readonly whole: string | null
}

/** Adds concepts, and says that the load is alive. */
export async function insertConcepts(
  { queryable, practice, system }: LoadingPlace,
  list: readonly NewConcept[],
): Promise<void> {
  if (list.length === 0) return
  const names = ['concept', 'code', 'key', 'display', 'search', 'active', 'abstract', 'parents', 'details'] as const
  const columns = names.map((name) => columnOf(list, name))
  await queryable.query(sql`
    with alive as (
      update code_system set touched = clock_timestamp()
      where practice = ${practice}::int4 and code_system = ${system}::int4)
    insert into concept (practice, code_system, concept, code, key, display, search, active, abstract, parents, details)
    select ${practice}::int4, ${system}::int4, concept::int4, code, key, display, search, active::bool, abstract::bool, parents, details
    from ${rows('m', names, columns)}`)
}

/** Adds values of properties; the same value of a concept twice is one row. */
export async function insertProperties(
  { queryable, practice, system }: LoadingPlace,
  list: readonly NewProperty[],
): Promise<void> {
  if (list.length === 0) return
  const names = ['property', 'value', 'concept', 'whole'] as const
  const columns = names.map((name) => columnOf(list, name))
  await queryable.query(sql`
    insert into concept_property (practice, code_system, property, value, concept, whole)
    select ${practice}::int4, ${system}::int4, property::int4, value, concept::int4, whole
    from ${rows('m', names, columns)}
    on conflict do nothing`)
}

/** What is above a concept. */
export interface NewAncestors {
  readonly descendant: number
  readonly ancestors: readonly number[]
}

/** Adds pairs of concepts and what is above them, and says that the load is alive. */
export async function insertAncestors(
  { queryable, practice, system }: LoadingPlace,
  list: readonly NewAncestors[],
): Promise<void> {
  if (list.length === 0) return
  const columns = [
    column(list.map(({ descendant }) => String(descendant))),
    column(list.map(({ ancestors }) => `{${ancestors.join(',')}}`)),
  ]
  await queryable.query(sql`
    with alive as (
      update code_system set touched = clock_timestamp()
      where practice = ${practice}::int4 and code_system = ${system}::int4)
    insert into concept_ancestor (practice, code_system, ancestor, descendant)
    select ${practice}::int4, ${system}::int4, ancestor, descendant::int4
    from ${rows('m', ['descendant', 'ancestors'], columns)}
    cross join lateral unnest(m.ancestors::int4[]) as ancestor`)
}

/** Parents that were found only after the concept itself was written. */
export interface LateParents {
  readonly concept: number
  readonly parents: string
}

/** Writes the parents of concepts that were there already. Served by the primary key. */
export async function updateParents(
  { queryable, practice, system }: LoadingPlace,
  list: readonly LateParents[],
): Promise<void> {
  if (list.length === 0) return
  const columns = [column(list.map(({ concept }) => String(concept))), column(list.map(({ parents }) => parents))]
  await queryable.query(sql`
    update concept as c set parents = m.parents
    from ${rows('m', ['concept', 'parents'], columns)}
    where c.practice = ${practice}::int4 and c.code_system = ${system}::int4 and c.concept = m.concept::int4`)
}

/** One column of some rows. */
const columnOf = <Row extends object>(list: readonly Row[], name: keyof Row): string =>
  column(
    list.map((row) => {
      const value = row[name]
      return value === null || value === '' ? null : String(value)
    }),
  )
