/** What parsed JSON holds where a structure is expected. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isExactNumber(value)

/** What parsed JSON holds where a primitive is expected: text, a boolean, a number, or an `ExactNumber` (`fhir/exact-number.ts`). */
export const isPrimitive = (value: unknown): boolean =>
  typeof value === 'object' ? value !== null && isExactNumber(value) : value !== undefined

/** A number that carries its digits has a `valueOf` of its own; in plain JSON that name can only stand for plain values. */
const isExactNumber = (value: object): boolean =>
  typeof value.valueOf === 'function' && value.valueOf !== Object.prototype.valueOf

/** Equality of JSON values, whatever the order of properties. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (isObject(a) && isObject(b)) {
    const keys = Object.keys(a)
    return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]))
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => isSame(item, b[index]))
  }
  return typeof a === 'object' && typeof b === 'object' && isPrimitive(a) && isPrimitive(b) && String(a) === String(b)
}

/** The same text for the same JSON value, whatever the order of properties. */
export const canonicalText = (value: unknown): string => JSON.stringify(value, inOrder) ?? ''

function inOrder(_: string, value: unknown): unknown {
  if (isObject(value)) return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
  return typeof value === 'object' && isPrimitive(value) ? [String(value)] : value
}
