import type { SearchParameterDefinition } from '../../definitions/definitions.js'
import { normalizeText } from '../normalize.js'
import type { IndexRowBuilder, ParameterContext } from './parameter-type.js'

/** Sort keys are cut here: what is equal so far sorts by id. */
export const sortTextMax = 100

/**
 * Fills the sort columns of a parameter, where the type has them, with the least and the greatest of the texts, normalised and cut.
 */
export function setSortText(
  definition: SearchParameterDefinition,
  row: IndexRowBuilder,
  context: ParameterContext,
  texts: () => readonly string[],
): void {
  const columns = context.columns(row.resourceType, definition.code).filter((column) => column.kind === 'sort-text')
  if (columns.length === 0) return
  const keys = texts()
    .map((text) => normalizedBeginning(text, sortTextMax))
    .filter((key) => key !== '')
    .sort(compareBytes)
  const first = keys[0]
  const last = keys.at(-1)
  if (first === undefined || last === undefined) return
  for (const { name } of columns) row.column(name, name.endsWith('_min') ? first : last)
}

/** Characters that are read for each that is kept: normalising may take some away (accents, white space). */
const READ_PER_CHARACTER = 8

/** The beginning of a text in its normal form, at most so long: of a text of megabytes only what can matter is read. */
export const normalizedBeginning = (text: string, lengthMax: number): string =>
  cut(normalizeText(cut(text, lengthMax * READ_PER_CHARACTER)), lengthMax)

/** Cuts without leaving half a character behind. */
export function cut(text: string, lengthMax: number): string {
  if (text.length <= lengthMax) return text
  const last = text.charCodeAt(lengthMax - 1)
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? lengthMax - 1 : lengthMax)
}

/** The order of `collate "C"`, which is that of code points, not of JavaScript's code units. */
export function compareBytes(a: string, b: string): number {
  return a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b))
}
