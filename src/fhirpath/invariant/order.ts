import { isObject } from '../json-value.js'
import { sameNumbers } from './decimal.js'
import { type Item, numberOf } from './item.js'
import { compareMoments, momentOf } from './moment.js'
import { compareQuantities, quantityOf } from './quantity.js'
import { beyond } from './run.js'
import { isOfType } from './type-test.js'

/**
 * Below, at or above 0, as the first item is less than, equal to or greater than the second; undefined where it cannot be told. An error for items that
 * have no order among them. https://hl7.org/fhirpath/N1/#comparison
 */
export function compareItems(a: Item, b: Item): number | undefined {
  if (a.value === undefined || b.value === undefined) return undefined
  const [left, right] = [momentOf(a), momentOf(b)]
  if (left !== undefined && right !== undefined) return compareMoments(left, right)
  if (left !== undefined || right !== undefined) throw notComparable()
  const [leftNumber, rightNumber] = [numberOf(a.value), numberOf(b.value)]
  if (leftNumber !== undefined && rightNumber !== undefined) {
    return sameNumbers(leftNumber, rightNumber) ? 0 : leftNumber - rightNumber
  }
  if (hasNoAmount(a) || hasNoAmount(b)) return undefined
  const [leftQuantity, rightQuantity] = [quantityOf(a), quantityOf(b)]
  if (leftQuantity !== undefined && rightQuantity !== undefined) return compareQuantities(leftQuantity, rightQuantity)
  if (leftQuantity !== undefined || rightQuantity !== undefined) throw beyond
  return comparePlain(a.value, b.value)
}

/** A Quantity without a value (`rng-2` of a Range whose bound says a unit only) compares to nothing; HL7's engine fails on it. */
const hasNoAmount = ({ type, value }: Item): boolean =>
  isObject(value) && value.value === undefined && isOfType(type, { namespace: undefined, name: 'Quantity' })

const notComparable = () => new Error('values of different types cannot be compared')

/** Elements that are no amounts of UCUM, such as money, have no order: the engine takes them for equal, and so they are here. */
function comparePlain(a: unknown, b: unknown): number {
  if (typeof a !== typeof b) throw notComparable()
  if (typeof a === 'object') return 0
  if (a === b) return 0
  return (a as string) < (b as string) ? -1 : 1
}
