import { formatInstant, parseInterval } from '../../fhir/date-time.js'
import { badRequest } from '../../fhir/outcome.js'
import type { HistoryKey } from '../../store/store.js'
import type { Context, FhirRequest } from '../interaction.js'

/** What a client asks of a history. https://hl7.org/fhir/R4/http.html#history */
export interface HistoryParameters {
  readonly count: number
  readonly since?: string
  readonly at?: { readonly low: string; readonly high: string }
  readonly after?: HistoryKey
  /** The parameters that were used, for the `self` link and as what a cursor is bound to. */
  readonly used: readonly (readonly [name: string, value: string])[]
}

/** Parameters of every interaction, which a history takes too. */
const GENERAL = new Set(['_format', '_pretty', '_summary', '_elements'])
const KNOWN = ['_count', '_since', '_at', '_cursor']

function intervalOf(context: Context, name: string, text: string): { low: string; high: string } {
  const interval = parseInterval(text, context.timeZone)
  if (interval === undefined)
    throw badRequest(`\`${name}=${text}\` is not a date or instant, such as \`2026-11-24T09:30:00Z\`.`)
  return { low: formatInstant(interval.low), high: formatInstant(interval.high) }
}

/** `_count`, at most the page size that the server allows; 0 is treated as 1, since a history has no count-only form in R4. */
function countOf(context: Context, text: string | undefined): number {
  const { pageSizeDefault, pageSizeMax } = context.limits
  if (text === undefined) return pageSizeDefault
  if (!/^\d{1,9}$/.test(text)) throw badRequest(`\`_count=${text}\` is not a whole number.`)
  return Math.max(1, Math.min(Number(text), pageSizeMax))
}

function keyOf(text: string): HistoryKey {
  const [lastUpdated, seq, version] = JSON.parse(text) as [string, string, number]
  return { lastUpdated, seq, version }
}

function single(request: FhirRequest, name: string): string | undefined {
  const values = request.parameters.filter(([key]) => key === name).map(([, value]) => value)
  if (values.length > 1) throw badRequest(`\`${name}\` may be given once.`)
  return values[0]
}

function refuseUnknown(request: FhirRequest): void {
  if (request.prefer.handling === 'lenient') return
  for (const [name] of request.parameters) {
    if (KNOWN.includes(name) || GENERAL.has(name)) continue
    throw badRequest(
      `A history has no parameter \`${name}\`. It takes ${KNOWN.slice(0, 3)
        .map((known) => `\`${known}\``)
        .join(', ')}.`,
    )
  }
}

/** Reads the parameters of a history; throws 400 for what is wrong. `scope` is what a cursor is bound to beside the parameters: the address. */
export function historyParameters(context: Context, request: FhirRequest, scope: string): HistoryParameters {
  refuseUnknown(request)
  const since = single(request, '_since')
  const at = single(request, '_at')
  const cursor = single(request, '_cursor')
  const used = request.parameters.filter(([name]) => name !== '_cursor' && (KNOWN.includes(name) || GENERAL.has(name)))
  return {
    count: countOf(context, single(request, '_count')),
    ...(since === undefined ? {} : { since: intervalOf(context, '_since', since).low }),
    ...(at === undefined ? {} : { at: intervalOf(context, '_at', at) }),
    ...(cursor === undefined ? {} : { after: keyOf(context.seal.open(cursor, bindingOf(scope, used))) }),
    used,
  }
}

/** What the cursor of a page belongs to: the address and every parameter but the cursor and the page size. */
export const bindingOf = (scope: string, used: HistoryParameters['used']): string =>
  JSON.stringify([scope, used.filter(([name]) => name !== '_count')])
