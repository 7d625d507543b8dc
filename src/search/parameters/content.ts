/** Looks into content that nobody has validated: whatever is not of the expected kind counts as absent. */

type Members = Readonly<Record<string, unknown>>

/** True for a JSON object. */
export const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The member of an object; undefined where there is no object or no member. */
export const memberOf = (value: unknown, name: string): unknown => (isObject(value) ? value[name] : undefined)

/** A string with something in it, else undefined. */
export const asText = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

/** A member that is a string with something in it, else undefined. */
export const textOf = (value: unknown, name: string): string | undefined => asText(memberOf(value, name))

/** A member that is an array; empty where it is none. */
export function listOf(value: unknown, name: string): readonly unknown[] {
  const list = memberOf(value, name)
  return Array.isArray(list) ? list : []
}
