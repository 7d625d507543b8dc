import type { InvariantResult } from '../invariant.js'

const holds: InvariantResult = { kind: 'holds' }
const violated: InvariantResult = { kind: 'violated' }
const empty: InvariantResult = { kind: 'violated', isEmpty: true }

/** The result of an invariant that could not be evaluated. */
export const failed = (message: string): InvariantResult => ({ kind: 'failed', message })

/** What the values that an expression found mean for an invariant: one value that is not `false` holds; none is no yes. */
export function resultOf(values: readonly unknown[], expression: string): InvariantResult {
  if (values.length > 1)
    return failed(`The invariant \`${shortened(expression)}\` gives ${values.length} values, not one.`)
  const [value] = values
  if (value === undefined || value === null) return empty
  return value === false ? violated : holds
}

/** The sentence for what was thrown while an invariant was read or evaluated. */
export function failedBy(error: unknown, expression: string): InvariantResult {
  const text = error instanceof Error ? error.message : String(error)
  return failed(
    `The invariant \`${shortened(expression)}\` cannot be evaluated: ${shortened(text.replace(/\.+$/, ''))}.`,
  )
}

/** HL7's engine puts the values it cannot use into its messages, however large. */
const shortened = (text: string) => (text.length > textMax ? `${text.slice(0, textMax)}…` : text)

const textMax = 400
