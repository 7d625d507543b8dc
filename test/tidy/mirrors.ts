import { folderOf } from './imports.js'
import type { Finding, Source } from './source.js'
import { exportedNames } from './words.js'

const mirroredFolders = new Set(['fhir', 'sql', 'definitions', 'fhirpath', 'validation', 'search', 'access'])

/** Files of the pure folders that export something at run time, and have no test of the same name in the mirror. */
export function mirrorFindings(source: Source, paths: ReadonlySet<string>): readonly Finding[] {
  if (!mirroredFolders.has(folderOf(source.path) ?? '')) return []
  if (!exportedNames(source).some(({ kind }) => kind === 'value')) return []
  const mirror = source.path.replace(/^src\//, 'test/').replace(/\.ts$/, '.test.ts')
  return paths.has(mirror) ? [] : [{ path: source.path, line: 1, text: `Its test \`${mirror}\` is missing.` }]
}

/** Interactions and operations whose first doc comment does not link to the page of the specification that they fulfil. */
export function linkFindings(source: Source): readonly Finding[] {
  const folder = folderOf(source.path)
  if (folder !== 'interactions' && folder !== 'operations') return []
  const comment = /\/\*\*[\s\S]*?\*\//.exec(source.text)?.[0] ?? ''
  if (comment.includes('https://hl7.org/fhir/R4/')) return []
  const text = 'The first doc comment needs a link to its page of https://hl7.org/fhir/R4/.'
  return [{ path: source.path, line: 1, text }]
}
