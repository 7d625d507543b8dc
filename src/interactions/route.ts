import { methodNotAllowed, unknown } from '../fhir/outcome.js'
import type { InteractionEntry, Method } from './interaction.js'
import { unknownOperation } from './unknown-operation.js'

/** Where a method and a path lead: a line of the table, and the parts of the path by their names. */
export interface Route {
  readonly entry: InteractionEntry
  readonly parts: Readonly<Record<string, string>>
}

/** The parts of a path by the names in the pattern; undefined where the path is not of the pattern. */
function matchPath(
  pattern: readonly string[],
  segments: readonly string[],
): Readonly<Record<string, string>> | undefined {
  if (pattern.length !== segments.length) return undefined
  const parts: Record<string, string> = {}
  for (const [at, piece] of pattern.entries()) {
    const segment = segments[at] ?? ''
    if (piece.startsWith(':')) parts[piece.slice(1)] = segment
    else if (piece !== segment) return undefined
  }
  return parts
}

/** Literal segments such as `_history` win over a type or id of that name, which FHIR does not allow anyway. */
const literals = (entry: InteractionEntry): number =>
  entry.path.split('/').filter((piece) => !piece.startsWith(':')).length

const segmentsOf = (path: string): readonly string[] => path.split('/').filter((segment) => segment !== '')

/**
 * Finds the interaction of a batch entry as the transport finds that of a request. Throws 404 for an unknown path and 405 for a method
 * that the path does not have.
 */
export function createRouter(table: readonly InteractionEntry[]): (method: Method, path: string) => Route {
  const patterns = [...table]
    .sort((left, right) => literals(right) - literals(left))
    .map((entry) => ({ entry, pattern: segmentsOf(entry.path) }))
  return (method, path) => {
    const segments = segmentsOf(path)
    const found = patterns.flatMap(({ entry, pattern }) => {
      const parts = matchPath(pattern, segments)
      return parts === undefined ? [] : [{ entry, parts }]
    })
    const route = found.find(({ entry }) => entry.method === method)
    const operation = segments.find((segment) => segment.startsWith('$'))
    if (operation !== undefined && found.every(({ entry }) => entry.operation === undefined)) {
      throw unknownOperation(table, operation, segments)
    }
    if (route !== undefined) return route
    if (found.length === 0) throw unknown(`\`${path}\` is no address of this server.`)
    const allow = [...new Set(found.map(({ entry }) => entry.method))]
    throw methodNotAllowed(`\`${method}\` is not possible on \`${path}\`. Possible: ${allow.join(', ')}.`, allow)
  }
}
