import { splitUnescaped, unescapeValue } from '../../fhir/search-value.js'
import type { Hash } from '../index-row.js'
import { codeText, noSystemText, systemCodeText, systemText } from '../token-text.js'
import { unreadable } from './matching.js'
import type { Clause, IndexRowBuilder, ParameterContext } from './parameter-type.js'

/** Writes the forms in which a value can be asked for: `code`, and `system|code` and `system|`, or `|code`. */
export function writeToken(
  row: IndexRowBuilder,
  code: string,
  system: string | undefined,
  value: string | undefined,
): void {
  if (value !== undefined) row.token(codeText(code, value))
  if (system !== undefined) row.token(systemText(code, system))
  if (value === undefined) return
  row.token(system === undefined ? noSystemText(code, value) : systemCodeText(code, system, value))
}

/**
 * The hashes of which a row must hold one, so that a value as written matches: `code`, `system|code`, `system|`, `|code`. `parameter` is the code
 * under which the forms were written. https://hl7.org/fhir/R4/search.html#token
 */
export function readToken(
  clause: Clause,
  value: string,
  parameter: string,
  context: ParameterContext,
): readonly Hash[] {
  const parts = splitUnescaped(value, '|').map(unescapeValue)
  const [first = '', second] = parts
  if (parts.length > 2 || (first === '' && (second ?? '') === ''))
    throw unreadable(clause, value, '`code`, `system|code`, `system|` or `|code`, with `\\|` for a bar in a value')
  if (second === undefined) return [context.hash(codeText(parameter, first))]
  if (second === '') return [context.hash(systemText(parameter, first))]
  if (first === '') return [context.hash(noSystemText(parameter, second))]
  return [context.hash(systemCodeText(parameter, first, second))]
}
