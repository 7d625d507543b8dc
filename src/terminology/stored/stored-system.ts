import type { Queryable } from '../../database/database.js'
import { sql } from '../../sql/sql.js'

/** One version of a code system that is kept in the database. What is active never changes; it is replaced as a whole. */
export interface StoredSystem {
  readonly id: number
  readonly url: string
  readonly version: string | undefined
  readonly name: string
  readonly content: 'complete' | 'fragment'
  readonly caseSensitive: boolean
  readonly concepts: number
  readonly activeConcepts: number
  /** The names of its concepts' properties; `concept_property.property` is the place in this list. */
  readonly properties: readonly string[]
  /** When it came in, as an instant. */
  readonly imported: string
}

interface SystemRow {
  readonly code_system: number
  readonly url: string
  readonly version: string | null
  readonly name: string
  readonly content: 'complete' | 'fragment'
  readonly case_sensitive: boolean
  readonly concepts: number
  readonly active_concepts: number
  readonly properties: string
  readonly imported: string
}

/** Every stored system that is active, by url and then as they were imported. Served by the primary key; there are few. */
export async function readSystems(queryable: Queryable, practice: number): Promise<readonly StoredSystem[]> {
  const found = await queryable.query<SystemRow>(sql`
    select code_system, url, version, name, content, case_sensitive, concepts, active_concepts, properties, imported
    from code_system
    where practice = ${practice}::int4 and status = 'active'
    order by url, code_system`)
  return found.map((row) => ({
    id: row.code_system,
    url: row.url,
    version: row.version ?? undefined,
    name: row.name,
    content: row.content,
    caseSensitive: row.case_sensitive,
    concepts: row.concepts,
    activeConcepts: row.active_concepts,
    properties: JSON.parse(row.properties),
    imported: new Date(row.imported).toISOString(),
  }))
}

/** How a code is looked up: in lower case where the system doesn't mind its case. */
export const keyOf = ({ caseSensitive }: { readonly caseSensitive: boolean }, code: string): string =>
  caseSensitive ? code : code.toLowerCase()
