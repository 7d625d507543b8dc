import type { SearchParameterDefinition, SearchParameterType } from '../../definitions/definitions.js'
import { date } from './date.js'
import { lastUpdated } from './last-updated.js'
import { number } from './number.js'
import type { ParameterType } from './parameter-type.js'
import { quantity } from './quantity.js'
import { reference } from './reference.js'
import { resourceId } from './resource-id.js'
import { string } from './string.js'
import { token } from './token.js'
import { uri } from './uri.js'

/** The parameter types that Anteroom answers; composites and specials come later. */
export const parameterTypes: Readonly<Record<SearchParameterType, ParameterType | undefined>> = {
  token,
  reference,
  string,
  date,
  number,
  quantity,
  uri,
  composite: undefined,
  special: undefined,
}

/** The parameters that live in columns which every type has. */
const ownColumns: ReadonlyMap<string, ParameterType> = new Map([
  ['_id', resourceId],
  ['_lastUpdated', lastUpdated],
])

/** What indexes and matches a parameter; undefined where nothing does yet (composites, specials, `_text`, `_content`, `_query`). */
export function parameterTypeOf(definition: SearchParameterDefinition): ParameterType | undefined {
  const own = ownColumns.get(definition.code)
  if (own !== undefined) return own
  return definition.expression === '' ? undefined : parameterTypes[definition.type]
}
