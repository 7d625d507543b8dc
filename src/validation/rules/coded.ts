import { shown } from '../../fhir/suggest.js'
import type { CodedValue } from '../../terminology/terminology.js'

/** A code as terminology is asked about it. */
export const codedValue = (
  system: string | undefined,
  version: string | undefined,
  code: string,
  display: string | undefined,
): CodedValue => ({ system, version, code, display })

/** `code `final`` or `code `8480-6` of `http://loinc.org``, to go on in a sentence; an empty system is one that is missing. */
export function quotedCode({ system, code }: CodedValue): string {
  if (system === undefined) return `code \`${shown(code)}\``
  return `code \`${shown(code)}\` ${system === '' ? 'without a system' : `of \`${shown(system)}\``}`
}
