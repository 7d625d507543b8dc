import { badRequest } from '../../fhir/outcome.js'
import { column } from '../../sql/column.js'
import { raw, type Sql, sql } from '../../sql/sql.js'
import type { ConceptFilter } from '../code-system-source.js'
import { posixPattern } from './posix-pattern.js'
import { indexedValue } from './property-value.js'
import { isStorable } from './storable.js'
import type { StoredSystem } from './stored-system.js'

/** What conditions on the concepts of a system are made of. */
export interface Subject {
  readonly practice: number
  readonly system: StoredSystem
  /** The place of the concept that is asked about, such as `a.descendant`. */
  readonly concept: Sql
  /** Where the row of the concept itself, as `o`, is at hand; else it is looked up. */
  readonly row: 'at-hand' | 'elsewhere'
  /** The places of the codes that filters name, and how the system spells them. */
  readonly placeOf: (code: string) => number | undefined
  readonly canonicalCode: (code: string) => string
}

const codeProperties = new Set(['code', 'concept'])
/** What a concept has beside the properties that its system declares, as text; null where it has none. */
const ownProperties: Readonly<Record<string, Sql>> = {
  display: raw('o.display'),
  definition: raw("o.details::json ->> 'definition'"),
  inactive: raw("case when o.active then 'false' else 'true' end"),
  notSelectable: raw("case when o.abstract then 'true' else 'false' end"),
}

/** `practice` and `code_system` of a table, which lead every index. */
export const within = ({ practice, system }: Pick<Subject, 'practice' | 'system'>, alias: string): Sql =>
  sql`${raw(alias)}.practice = ${practice}::int4 and ${raw(alias)}.code_system = ${system.id}::int4`

/** A condition on the row of the concept, as `o`. Served by the primary key of concept. */
export const ofConcept = (subject: Subject, condition: Sql): Sql =>
  subject.row === 'at-hand'
    ? condition
    : sql`exists (select from concept as o where ${within(subject, 'o')} and o.concept = ${subject.concept} and ${condition})`

/** True for active concepts. Served by concept_inactive: those few are left out, and nobody reads the others. */
export const isActive = (subject: Subject): Sql =>
  sql`not exists (
    select from concept as i where ${within(subject, 'i')} and not i.active and i.concept = ${subject.concept})`

const likePattern = (word: string): string => `%${word.replace(/[\\%_]/g, '\\$&')}%`

/** True where the text of the concept holds a word, which is in lower case. Served by concept_search. */
export const holdsWord = (subject: Subject, word: string): Sql =>
  ofConcept(subject, sql`o.search like ${likePattern(word)}`)

/** What lies below a concept: a range of the primary key of concept_ancestor; nothing where there is no such concept. */
export function below(subject: Omit<Subject, 'concept' | 'row'>, code: string, alias: string): Sql {
  const place = subject.placeOf(code)
  return sql`${within(subject, alias)} and ${raw(alias)}.ancestor = ${place ?? -1}::int4`
}

/**
 * The condition of a filter; what it says is what `compileFilters` says of a concept in memory. Throws a 400 for a pattern that is none or that the
 * database cannot do. https://hl7.org/fhir/R4/valueset-filter-operator.html
 */
export function filterCondition(subject: Subject, { property, op, value }: ConceptFilter): Sql {
  switch (op) {
    case 'is-a':
      return isBelow(subject, value)
    case 'descendent-of':
      return sql`${isBelow(subject, value)} and ${subject.concept} <> ${subject.placeOf(value) ?? -1}::int4`
    case 'is-not-a':
      return sql`not ${isBelow(subject, value)}`
    case 'generalizes':
      // Served by the primary key of concept_ancestor, one probe a concept.
      return sql`exists (
        select from concept_ancestor as g
        where ${within(subject, 'g')} and g.ancestor = ${subject.concept} and g.descendant = ${subject.placeOf(value) ?? -1}::int4)`
    case '=':
      return hasValue(subject, property, [value])
    case 'in':
      return hasValue(subject, property, listed(value))
    case 'not-in':
      return sql`not ${hasValue(subject, property, listed(value))}`
    case 'regex':
      return matches(subject, property, posixPattern(value))
    case 'exists':
      return exists(subject, property, value)
  }
}

const listed = (value: string): readonly string[] => value.split(',').map((part) => part.trim())

// Served by the primary key of concept_ancestor.
const isBelow = (subject: Subject, code: string): Sql =>
  sql`exists (select from concept_ancestor as b where ${below(subject, code, 'b')} and b.descendant = ${subject.concept})`

function hasValue(subject: Subject, property: string, values: readonly string[]): Sql {
  const spelt =
    codeProperties.has(property) || property === 'parent' ? values.map((value) => subject.canonicalCode(value)) : values
  // Neither an empty value nor a control character is stored.
  const possible = spelt.filter((value) => value !== '' && isStorable(value))
  if (possible.length === 0) return raw('false')
  const among = (list: readonly string[]): Sql => sql`any(string_to_array(${column(list)}, chr(31)))`
  if (codeProperties.has(property)) return ofConcept(subject, sql`o.code = ${among(possible)}`)
  return ofValues(subject, property, {
    indexed: sql`p.value = ${among(possible.map((value) => indexedValue(value).value))}`,
    own: (text) => sql`${text} = ${among(possible)}`,
  })
}

function matches(subject: Subject, property: string, pattern: string): Sql {
  if (codeProperties.has(property)) return ofConcept(subject, sql`o.code ~ ${pattern}`)
  return ofValues(subject, property, {
    indexed: sql`coalesce(p.whole, p.value) ~ ${pattern}`,
    own: (text) => sql`${text} ~ ${pattern}`,
  })
}

function exists(subject: Subject, property: string, value: string): Sql {
  if (value !== 'true' && value !== 'false') {
    throw badRequest(`The filter \`${property} exists\` takes \`true\` or \`false\`, not \`${value}\`.`)
  }
  const has = codeProperties.has(property)
    ? raw('true')
    : ofValues(subject, property, { indexed: raw('true'), own: (text) => sql`${text} is not null` })
  return value === 'true' ? has : sql`not ${has}`
}

interface ValueConditions {
  /** On a row of concept_property, as `p`. */
  readonly indexed: Sql
  /** On what every concept has. */
  readonly own: (text: Sql) => Sql
}

/** What holds for a value of a property: those that the system declares, else what the concept has by itself. */
function ofValues(subject: Subject, property: string, { indexed, own }: ValueConditions): Sql {
  const declared = valuesOf(subject, property, indexed)
  const text = Object.hasOwn(ownProperties, property) ? ownProperties[property] : undefined
  if (text === undefined) return declared ?? raw('false')
  // A concept without a display has none that is like another: false, not unknown, since `not` may stand before it.
  const itself = ofConcept(subject, sql`coalesce(${own(text)}, false)`)
  if (declared === undefined) return itself
  return sql`(${declared} or (not ${valuesOf(subject, property, raw('true')) ?? raw('false')} and ${itself}))`
}

/** True where a value of the property that the system declares meets a condition. Served by the primary key of concept_property. */
function valuesOf(subject: Subject, property: string, condition: Sql): Sql | undefined {
  const number = subject.system.properties.indexOf(property)
  if (number < 0) return undefined
  return sql`exists (
    select from concept_property as p
    where ${within(subject, 'p')} and p.property = ${number}::int4 and ${condition} and p.concept = ${subject.concept})`
}
