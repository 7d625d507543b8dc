import { folderOf } from './imports.js'
import { type Finding, findingAt, type Source } from './source.js'
import { exportedNames } from './words.js'

const mirroredFolders = new Set(['fhir', 'sql', 'definitions', 'fhirpath', 'validation', 'search', 'access'])

/** Files of the pure folders that export something at run time, and have no test of the same name in the mirror. */
export function mirrorFindings(source: Source, paths: ReadonlySet<string>): readonly Finding[] {
  if (!mirroredFolders.has(folderOf(source.path) ?? '')) return []
  if (!exportedNames(source).some(({ kind }) => kind === 'value')) return []
  const mirror = source.path.replace(/^src\//, 'test/').replace(/\.ts$/, '.test.ts')
  return paths.has(mirror) ? [] : [{ path: source.path, line: 1, text: `Its test \`${mirror}\` is missing.` }]
}

/** Interactions and operations whose doc comment does not link to the page of the specification that they fulfil. */
export function linkFindings(source: Source): readonly Finding[] {
  const folder = folderOf(source.path)
  if (folder !== 'interactions' && folder !== 'operations') return []
  return source.ast.statements.flatMap((statement) => {
    const isHandler = /^export const \w+: (Interaction|Operation)\b/.test(statement.getText())
    const comment = source.text.slice(statement.getFullStart(), statement.getStart(source.ast))
    if (!isHandler || comment.includes('https://hl7.org/fhir/R4/')) return []
    return [findingAt(source, statement, 'Its doc comment needs a link to its page of https://hl7.org/fhir/R4/.')]
  })
}
