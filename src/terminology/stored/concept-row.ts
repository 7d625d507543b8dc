import type { Sql } from '../../sql/sql.js'
import { raw } from '../../sql/sql.js'
import type { Concept } from '../code-system-source.js'

/** A concept as its row has it. */
export interface ConceptRow {
  readonly code: string
  readonly display: string | null
  readonly active: boolean
  readonly abstract: boolean
  readonly parents: string | null
  readonly details: string | null
}

type Details = Pick<Concept, 'definition' | 'designations' | 'properties'>

/** The columns of `ConceptRow`. */
export const conceptColumns: Sql = raw('code, display, active, abstract, parents, details')

/** What `concept.details` holds; null where there is nothing. */
export function detailsOf({ definition, designations, properties }: Concept): string | null {
  const text = JSON.stringify({ definition, designations, properties })
  return text === '{}' ? null : text
}

/** The concept of a row. */
export function conceptOf({ code, display, active, abstract, parents, details }: ConceptRow): Concept {
  const found: Details = details === null ? {} : JSON.parse(details)
  return {
    code,
    display: display ?? undefined,
    ...found,
    active,
    abstract,
    parents: parents === null ? [] : JSON.parse(parents),
  }
}
