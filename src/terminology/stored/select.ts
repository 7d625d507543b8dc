import { sqlState } from '../../database/sqlstate.js'
import { tooCostly } from '../../fhir/outcome.js'
import { raw, type Sql, sql, unprepared } from '../../sql/sql.js'
import type { Concept, ConceptFilter, ConceptQuery } from '../code-system-source.js'
import { wordsOf } from '../text.js'
import { type ConceptRow, conceptColumns, conceptOf } from './concept-row.js'
import { below, filterCondition, holdsWord, isActive, type Subject, within } from './condition.js'
import { findConcepts, findPlaces, type StoredPlace } from './find.js'
import { indexedValue } from './property-value.js'

/** What `select` answers. */
export interface SelectedConcepts {
  readonly concepts: readonly Concept[]
  readonly total: number
}

/** Beyond this PostgreSQL would not take the number; no system has as many concepts. */
const PLACE_MAX = 2_147_483_647

/** The places of concepts that meet conditions: where they come from in the system's order, and what else has to hold. */
interface Driver extends Pick<Subject, 'concept' | 'row'> {
  readonly from: Sql
  readonly where: Sql
  readonly rest: readonly ConceptFilter[]
}

const hierarchical = new Set<ConceptFilter['op']>(['is-a', 'descendent-of', 'is-not-a', 'generalizes'])

/** What is known before it is decided where the concepts come from. */
type Base = Omit<Subject, 'concept' | 'row'>

/** Looks up the codes that filters name, in two statements at most. */
async function subjectOf(place: StoredPlace, filters: readonly ConceptFilter[]): Promise<Base> {
  const named = filters.filter(({ op }) => hierarchical.has(op)).map(({ value }) => value)
  const places = await findPlaces(place, named)
  const values = place.system.caseSensitive
    ? []
    : filters.flatMap(({ value }) => [value, ...value.split(',').map((one) => one.trim())])
  const concepts = values.length === 0 ? undefined : await findConcepts(place, values)
  return {
    practice: place.practice,
    system: place.system,
    placeOf: (code) => places.get(code),
    canonicalCode: (code) => concepts?.get(code)?.code ?? code,
  }
}

/** The filter that leads: the hierarchy, else a value, by their indexes; else all concepts are gone through in their order. */
function driverOf(subject: Base, filters: readonly ConceptFilter[]): Driver {
  const others = (leading: ConceptFilter): readonly ConceptFilter[] => filters.filter((filter) => filter !== leading)
  const hierarchy = filters.find(({ op }) => op === 'is-a' || op === 'descendent-of')
  if (hierarchy !== undefined) {
    const { op, value } = hierarchy
    const concept = raw('a.descendant')
    const range = below(subject, value, 'a')
    const strict = op === 'is-a' ? raw('true') : raw('a.descendant <> a.ancestor')
    const where = sql`${range} and ${strict}`
    return { from: raw('concept_ancestor as a'), where, concept, row: 'elsewhere', rest: others(hierarchy) }
  }
  const equal = filters.find(({ op, property }) => op === '=' && isIndexed(subject, property))
  if (equal !== undefined && equal.value !== '') {
    const number = subject.system.properties.indexOf(equal.property)
    const spelt = equal.property === 'parent' ? subject.canonicalCode(equal.value) : equal.value
    const where = sql`${within(subject, 'v')} and v.property = ${number}::int4 and v.value = ${indexedValue(spelt).value}`
    return {
      from: raw('concept_property as v'),
      where,
      concept: raw('v.concept'),
      row: 'elsewhere',
      rest: others(equal),
    }
  }
  return {
    from: raw('concept as o'),
    where: within(subject, 'o'),
    concept: raw('o.concept'),
    row: 'at-hand',
    rest: filters,
  }
}

/** Properties that every concept has as well can't lead: a concept without a declared value has one. */
const alsoOwn = new Set(['display', 'definition', 'inactive', 'notSelectable', 'code', 'concept'])

const isIndexed = ({ system }: Pick<Subject, 'system'>, property: string): boolean =>
  system.properties.includes(property) && !alsoOwn.has(property)

/** The places of all concepts that a query selects. */
function matchesOf(base: Base, { filters, text, activeOnly }: ConceptQuery): Sql {
  const driver = driverOf(base, filters)
  const subject: Subject = { ...base, concept: driver.concept, row: driver.row }
  const conditions = [
    driver.where,
    ...driver.rest.map((filter) => filterCondition(subject, filter)),
    ...(activeOnly ? [isActive(subject)] : []),
    ...wordsOf(text).map((word) => holdsWord(subject, word)),
  ]
  const where = conditions.reduce((all, condition) => sql`${all}\n      and ${condition}`)
  return sql`select ${driver.concept} as concept from ${driver.from} where ${where}`
}

interface SelectedRow extends ConceptRow {
  readonly total: number
  /** Null where the page is empty. */
  readonly code: string
}

/** One page of the concepts that fulfil a query, in the system's order, and how many there are in all. */
export async function selectConcepts(place: StoredPlace, query: ConceptQuery): Promise<SelectedConcepts> {
  const offset = Math.min(query.offset, PLACE_MAX)
  const count = Math.min(query.count, PLACE_MAX)
  if (query.filters.length === 0 && wordsOf(query.text).length === 0)
    return selectAll(place, { ...query, offset, count })
  const subject = await subjectOf(place, query.filters)
  // The matches are collected once, as numbers, for the page and the total: by the primary keys of concept_ancestor and concept_property, by
  // concept_search, or by going through all. Then one probe of the primary key of concept for each of the page.
  const rows = await asked(() =>
    place.queryable.query<SelectedRow>(
      unprepared(sql`
    with m as materialized (${matchesOf(subject, query)})
    select (select count(*)::int4 from m) as total, p.*
    from (select 1) as always
    left join (
      select m.concept, ${conceptColumns}
      from (select concept from m order by concept offset ${offset}::int4 limit ${count}::int4) as m
      cross join lateral (
        select ${conceptColumns} from concept as c
        where ${within(subject, 'c')} and c.concept = m.concept
        limit 1) as c) as p on true
    order by p.concept`),
    ),
  )
  return { concepts: rows.filter(({ code }) => code !== null).map(conceptOf), total: rows[0]?.total ?? 0 }
}

/** What PostgreSQL makes of a pattern is known only when it compiles it; one that it finds too complex is the client's. */
async function asked<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    if (sqlState(error) === '2201B')
      throw tooCostly('A `regex` filter of the value set is too complex for the database. Make it simpler.')
    throw error
  }
}

/** A page of the whole system: how many there are is known, and places have no gaps. Served by the primary key of concept. */
async function selectAll(place: StoredPlace, { activeOnly, offset, count }: ConceptQuery): Promise<SelectedConcepts> {
  const { practice, system, queryable } = place
  const isGapless = !activeOnly || system.activeConcepts === system.concepts
  const total = activeOnly ? system.activeConcepts : system.concepts
  if (offset >= total || count === 0) return { concepts: [], total }
  const end = Math.min(offset + count, PLACE_MAX)
  const rows = await queryable.query<ConceptRow>(
    isGapless
      ? sql`
    select ${conceptColumns} from concept as c
    where ${within({ practice, system }, 'c')} and concept >= ${offset}::int4 and concept < ${end}::int4
    order by concept`
      : sql`
    select ${conceptColumns} from concept as c
    where ${within({ practice, system }, 'c')} and active
    order by concept offset ${offset}::int4 limit ${count}::int4`,
  )
  return { concepts: rows.map(conceptOf), total }
}
