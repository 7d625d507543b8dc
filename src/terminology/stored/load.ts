import type { Queryable } from '../../database/database.js'
import { sql } from '../../sql/sql.js'
import type { Concept } from '../code-system-source.js'
import { closureOf } from './closure.js'
import { pieces } from './find.js'
import { createGathering, type Gathering } from './gather.js'
import { insertAncestors, insertConcepts, insertProperties, type LoadingPlace, updateParents } from './write-rows.js'

/** What is known of a system before its concepts. */
export interface SystemHead {
  readonly url: string
  readonly version: string | undefined
  readonly name: string
  readonly content: 'complete' | 'fragment'
  readonly caseSensitive: boolean
}

/** A concept as it comes in; a system may name children instead of parents. */
export interface IncomingConcept extends Concept {
  readonly children?: readonly string[]
}

export interface LoadOptions {
  /** A database, where each chunk is a transaction of its own, or a transaction. */
  readonly queryable: Queryable
  readonly practice: number
  readonly head: SystemHead
  /** In the system's order. */
  readonly concepts: AsyncIterable<IncomingConcept> | Iterable<IncomingConcept>
  /** Told after each chunk. */
  readonly onProgress?: (progress: LoadProgress) => void
}

export interface LoadProgress {
  readonly phase: 'concepts' | 'hierarchy'
  readonly done: number
  /** Undefined as long as it isn't known. */
  readonly total: number | undefined
}

export interface LoadSummary {
  readonly concepts: number
  readonly activeConcepts: number
}

/** Of each statement, so that it stays well under a second on both engines. */
const CHUNK = { concepts: 1_000, letters: 1_000_000, properties: 10_000, pairs: 20_000 }
/** Pairs of concepts and what is above them: on average so many a concept, or a million. SNOMED CT has 16. */
const PAIRS_A_CONCEPT_MAX = 100
const PAIRS_MAX_AT_LEAST = 1_000_000

/**
 * Loads one version of a system. It is invisible until all of it is in; then one statement makes it active and replaces what was there of the same url and
 * version. Where it breaks off, nothing is to be seen, and `cleanStored` takes away what it left. Throws an Error that names the code for a concept that
 * cannot be stored, and for a hierarchy that is too deep.
 */
export async function loadSystem(options: LoadOptions): Promise<LoadSummary> {
  const { queryable, practice, head, onProgress } = options
  const place = { queryable, practice, system: await begin(options) }
  const gathering = createGathering(head)
  for await (const concept of options.concepts) {
    gathering.add(concept)
    const waiting = gathering.waiting()
    if (waiting.concepts < CHUNK.concepts && waiting.letters < CHUNK.letters) continue
    await flush(place, gathering)
    onProgress?.({ phase: 'concepts', done: gathering.count(), total: undefined })
  }
  await flush(place, gathering)
  await writeHierarchy(place, gathering, onProgress)
  const summary = { concepts: gathering.count(), activeConcepts: gathering.activeCount() }
  await activate(place, head, { ...summary, properties: gathering.propertyNames })
  return summary
}

async function begin({ queryable, practice, head }: LoadOptions): Promise<number> {
  const { url, version, name, content, caseSensitive } = head
  const [row] = await queryable.query<{ code_system: number }>(sql`
    insert into code_system (practice, url, version, name, content, case_sensitive, status, concepts, active_concepts, properties, imported, touched)
    values (${practice}::int4, ${url}, ${version ?? null}, ${name}, ${content}, ${caseSensitive}, 'loading', 0, 0, '[]',
      clock_timestamp(), clock_timestamp())
    returning code_system`)
  if (row === undefined) throw new Error(`The code system ${url} could not be begun.`)
  return row.code_system
}

async function flush(place: LoadingPlace, gathering: Gathering): Promise<void> {
  const { concepts, properties } = gathering.take()
  await insertConcepts(place, concepts)
  for (const some of pieces(properties, CHUNK.properties)) await insertProperties(place, some)
}

async function writeHierarchy(
  place: LoadingPlace,
  gathering: Gathering,
  onProgress: LoadOptions['onProgress'],
): Promise<void> {
  const { parents, late, properties } = gathering.hierarchy()
  for (const some of pieces(late, CHUNK.concepts)) await updateParents(place, some)
  for (const some of pieces(properties, CHUNK.properties)) await insertProperties(place, some)
  const closure = closureOf(parents, Math.max(PAIRS_MAX_AT_LEAST, PAIRS_A_CONCEPT_MAX * parents.length))
  if (closure === undefined) {
    throw new Error(
      `The hierarchy is too deep: on average, a concept may have at most ${PAIRS_A_CONCEPT_MAX} others above it.`,
    )
  }
  let chunk: { descendant: number; ancestors: readonly number[] }[] = []
  let pairs = 0
  for (const [descendant, ancestors] of closure.ancestors.entries()) {
    chunk.push({ descendant, ancestors })
    pairs += ancestors.length
    if (pairs < CHUNK.pairs) continue
    await insertAncestors(place, chunk)
    onProgress?.({ phase: 'hierarchy', done: descendant + 1, total: parents.length })
    chunk = []
    pairs = 0
  }
  await insertAncestors(place, chunk)
}

interface Loaded extends LoadSummary {
  readonly properties: readonly string[]
}

/** Makes the system visible, and what was there of its url and version invisible, in one statement. Served by code_system_url. */
async function activate(
  { queryable, practice, system }: LoadingPlace,
  head: SystemHead,
  loaded: Loaded,
): Promise<void> {
  await queryable.query(sql`
    update code_system set
      status = case when code_system = ${system}::int4 then 'active' else 'replaced' end,
      concepts = case when code_system = ${system}::int4 then ${loaded.concepts}::int4 else concepts end,
      active_concepts = case when code_system = ${system}::int4 then ${loaded.activeConcepts}::int4 else active_concepts end,
      properties = case when code_system = ${system}::int4 then ${JSON.stringify(loaded.properties)} else properties end,
      touched = clock_timestamp()
    where practice = ${practice}::int4 and url = ${head.url}
      and (code_system = ${system}::int4 or (status = 'active' and version is not distinct from ${head.version ?? null}::text))`)
}
