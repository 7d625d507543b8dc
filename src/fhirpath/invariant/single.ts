import { booleanItem, type Item, isSystem, numberOf } from './item.js'
import { collect, type Part, type Scope } from './run.js'

/** https://hl7.org/fhirpath/N1/#singleton-evaluation-of-collections */

const several = (count: number) => new Error(`one value was expected where there are ${count}`)

/** The only item, undefined where there is none. An error where there are more. */
export function single(part: Part, scope: Scope): Item | undefined {
  let found: Item | undefined
  const isMore = part.each(scope, (item) => {
    if (found !== undefined) return true
    found = item
    return false
  })
  if (isMore) throw several(collect(part, scope).length)
  return found
}

/** As a boolean: any one value that is no boolean counts as true; undefined where there is none. */
export function truth(part: Part, scope: Scope): boolean | undefined {
  if (part.test !== undefined) return part.test(scope)
  const item = single(part, scope)
  if (item === undefined || item.value === undefined) return undefined
  return item.value !== false
}

/** Whether a part finds `true` and nothing else; other values are no `true`, as they are none for HL7's engine. */
export function isTrue(criterion: Part, scope: Scope): boolean {
  if (criterion.test !== undefined) return criterion.test(scope) === true
  const found = collect(criterion, scope)
  return found.length === 1 && found[0]?.value === true
}

/** The text of the only item; undefined where there is none. An error for anything but a text. */
export function text(part: Part, scope: Scope): string | undefined {
  const item = single(part, scope)
  const value = item?.value
  if (item === undefined || value === undefined) return undefined
  const isText = typeof value === 'string' && (!isSystem(item) || item.type === 'System.String')
  if (!isText) throw new Error('a text was expected')
  return value
}

/** The number of the only item; undefined where there is none. An error for anything but a number. */
export function number(part: Part, scope: Scope): number | undefined {
  const value = single(part, scope)?.value
  if (value === undefined) return undefined
  const found = numberOf(value)
  if (found === undefined) throw new Error('a number was expected')
  return found
}

/** The whole number of the only item; undefined where there is none. An error for anything else. */
export function integer(part: Part, scope: Scope): number | undefined {
  const found = number(part, scope)
  if (found !== undefined && !Number.isInteger(found)) throw new Error('a whole number was expected')
  return found
}

/** The part that answers true, false, or nothing at all. */
export const testPart = (test: (scope: Scope) => boolean | undefined): Part => ({
  test,
  each: (scope, visit) => {
    const held = test(scope)
    return held !== undefined && visit(booleanItem(held))
  },
})
