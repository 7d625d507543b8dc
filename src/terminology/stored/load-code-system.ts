import type { CodeSystem } from '@medplum/fhirtypes'
import type { Queryable } from '../../database/database.js'
import { conceptsOf } from '../concepts.js'
import { type LoadSummary, loadSystem, type SystemHead } from './load.js'

/** Code systems of clients with more concepts than this belong into the database; smaller ones are quicker in memory. */
export const STORED_CONCEPTS_MIN = 2_000

/** What a CodeSystem resource says of itself, as in memory. Throws an Error where it has no url, or its concepts are not its own. */
export function headOf(codeSystem: CodeSystem): SystemHead {
  const { url, version, title, name, content, caseSensitive } = codeSystem
  if (url === undefined || url === '') throw new Error('The CodeSystem has no `url`.')
  if (content === 'not-present' || content === 'supplement') {
    throw new Error(`The CodeSystem ${url} has \`content\` = \`${content}\`: it has no concepts of its own to load.`)
  }
  return {
    url,
    version,
    name: title ?? name ?? url,
    content: content === 'complete' ? 'complete' : 'fragment',
    // Where a system doesn't say, it SHOULD be assumed to be case sensitive.
    caseSensitive: caseSensitive !== false,
  }
}

/** What `loadCodeSystem` takes. */
export interface CodeSystemLoad {
  /** A transaction: then it is there with its commit. Or a database: then it is there when the promise resolves. */
  readonly queryable: Queryable
  readonly practice: number
  readonly codeSystem: CodeSystem
}

/** Loads a CodeSystem resource, such as one that a client stores; what was there of its url and version is replaced. Throws as `loadSystem`. */
export async function loadCodeSystem({ queryable, practice, codeSystem }: CodeSystemLoad): Promise<LoadSummary> {
  return loadSystem({ queryable, practice, head: headOf(codeSystem), concepts: conceptsOf(codeSystem) })
}
