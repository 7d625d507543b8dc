import { badRequest, notSupported } from '../fhir/outcome.js'
import { shown, suggestion } from '../fhir/suggest.js'
import type { SearchPlan } from './plan.js'

/** Parameters that say how the result looks, rather than what is searched. https://hl7.org/fhir/R4/search.html#modifyingresults */
export const resultParameters = [
  '_count',
  '_cursor',
  '_elements',
  '_format',
  '_include',
  '_pretty',
  '_revinclude',
  '_sort',
  '_summary',
  '_total',
  '_type',
] as const

export type ResultParameter = (typeof resultParameters)[number]

export const isResultParameter = (code: string): code is ResultParameter =>
  (resultParameters as readonly string[]).includes(code)

/** What may stand only once: a second one would contradict it. `_sort`, includes, `_elements` and `_type` may be repeated. */
export const singular: ReadonlySet<string> = new Set(['_count', '_cursor', '_format', '_pretty', '_summary', '_total'])

const totals = ['none', 'estimate', 'accurate'] as const
const summaries = ['true', 'text', 'data', 'count', 'false']

/** Reads `_count`: 0 asks for the total alone, and more than the maximum is the maximum. Throws 400 for anything but a whole number. */
export function parseCount(value: string, pageSizeMax: number): number {
  if (!/^\d{1,15}$/.test(value))
    throw badRequest(`\`_count\` is \`${shown(value)}\`; a whole number from 0 on was expected.`)
  return Math.min(Number(value), pageSizeMax)
}

/** Reads `_total`. Throws 400 for what is none of its three codes. */
export function parseTotal(value: string): SearchPlan['total'] {
  const total = totals.find((code) => code === value)
  if (total !== undefined) return total
  throw badRequest(`\`_total\` is \`${shown(value)}\`; \`none\`, \`estimate\` or \`accurate\` was expected.`)
}

/** Checks `_summary`: the codes of the specification, and nothing included beside `text`, which it forbids. Throws 400. */
export function checkSummary(value: string, names: ReadonlySet<string>): void {
  if (!summaries.includes(value))
    throw badRequest(
      `\`_summary\` is \`${shown(value)}\`; one of \`${summaries.join('`, `')}\` was expected.${suggestion(value, summaries)}`,
    )
  if (value === 'text' && (names.has('_include') || names.has('_revinclude')))
    throw notSupported('`_summary=text` cannot be combined with `_include` or `_revinclude`.')
}
