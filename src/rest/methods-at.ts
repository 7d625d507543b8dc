import type { Definitions } from '../definitions/definitions.js'
import type { InteractionEntry } from '../interactions/interaction.js'

const piecesOf = (path: string): readonly string[] => path.split('/').slice(1)

const isNamed = (piece: string): boolean => !piece.startsWith(':')

/** How many pieces of a line's path are named in an address; undefined where the address is another one. */
function likeness(path: string, pieces: readonly string[]): number | undefined {
  const own = piecesOf(path)
  const isSame =
    own.length === pieces.length &&
    own.every((piece, at) => (isNamed(piece) ? piece === pieces[at] : pieces[at] !== ''))
  return isSame ? own.filter(isNamed).length : undefined
}

/**
 * The methods, without HEAD and OPTIONS, that the table has for a path below the base, `/` or `/Patient/1`; none where it leads nowhere. The router knows
 * this too, but only for methods that it routes.
 */
export function methodsAt(
  table: readonly InteractionEntry[],
  path: string,
  definitions: Definitions,
): readonly string[] {
  const pieces = piecesOf(path)
  const alike = table.map((entry) => ({ entry, names: likeness(entry.path, pieces) ?? -1 }))
  const most = Math.max(0, ...alike.map(({ names }) => names))
  return alike
    .filter(({ names, entry }) => {
      const isThere = !entry.path.startsWith('/:type') || definitions.isResourceType(pieces[0] ?? '')
      return names === most && isThere
    })
    .map(({ entry }) => entry.method)
}
