import type { FhirError, Issue } from '../fhir/outcome.js'
import type { BeforeWrite, Context, ProposedWrite, Verdict } from './interaction.js'

const nothingSaid: Verdict = { refusal: undefined, warnings: [] }

const isPromise = <T>(value: Promise<T> | T): value is Promise<T> => value instanceof Promise

async function ask(
  judge: BeforeWrite,
  writes: readonly ProposedWrite[],
  context: Context,
): Promise<readonly Verdict[]> {
  const said = judge(writes, context)
  return isPromise(said) ? await said : said
}

/**
 * Asks the judges of every write in their order, for writes that arrive together: what one of them refuses is not shown to the next. A verdict for each
 * write, in their order; nothing is thrown.
 */
export async function judgeAll(context: Context, writes: readonly ProposedWrite[]): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = writes.map(() => nothingSaid)
  for (const judge of context.beforeWrite) {
    const left = [...writes.keys()].filter((at) => verdicts[at]?.refusal === undefined)
    if (left.length === 0) break
    const said = await ask(
      judge,
      left.map((at) => writes[at] as ProposedWrite),
      context,
    )
    for (const [index, at] of left.entries()) verdicts[at] = joined(verdicts[at], said[index])
  }
  return verdicts
}

function joined(earlier: Verdict = nothingSaid, later: Verdict = nothingSaid): Verdict {
  if (earlier.warnings.length === 0) return later
  return { refusal: later.refusal, warnings: [...earlier.warnings, ...later.warnings] }
}

/** Asks the judges about one write: throws the refusal, answers the warnings. */
export async function judge(context: Context, write: ProposedWrite): Promise<readonly Issue[]> {
  const [{ refusal, warnings } = nothingSaid] = await judgeAll(context, [write])
  if (refusal !== undefined) throw refusal
  return warnings
}

/** One refusal of many: the first, with the issues of those that are refused alike. */
export type Refused = readonly { readonly at: number; readonly refusal: FhirError }[]

/** The writes that are refused, by their place in the list. */
export const refusedOf = (verdicts: readonly Verdict[]): Refused =>
  verdicts.flatMap(({ refusal }, at) => (refusal === undefined ? [] : [{ at, refusal }]))
