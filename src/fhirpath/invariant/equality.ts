import { isObject } from '../json-value.js'
import { sameNumbers } from './decimal.js'
import { type Item, isSystem, numberOf } from './item.js'
import { type Moment, momentOf, sameMoment } from './moment.js'
import { quantityOf, sameQuantity } from './quantity.js'
import { beyond } from './run.js'

/** Whether two collections are equal; undefined where it cannot be told. https://hl7.org/fhirpath/N1/#equality */
export function sameCollections(left: readonly Item[], right: readonly Item[]): boolean | undefined {
  if (left.length !== right.length) return false
  const [a] = left
  const [b] = right
  if (left.length === 1 && a !== undefined && b !== undefined) return sameItems(a, b)
  return left.every((item, index) => {
    const other = right[index]
    return other !== undefined && sameItems(item, other) === true
  })
}

/** Whether two items are equal: values, and for two elements what stands in their siblings too. Undefined where it cannot be told. */
export function sameItems(a: Item, b: Item): boolean | undefined {
  const isSame = sameValues(a, b)
  if (isSame !== true || isSystem(a) || isSystem(b)) return isSame
  return a.sibling === b.sibling || sameJson(a.sibling ?? null, b.sibling ?? null)
}

function sameValues(a: Item, b: Item): boolean | undefined {
  const [left, right] = [momentOf(a), momentOf(b)]
  if (left !== undefined || right !== undefined) return sameMoments(left, right)
  const [leftNumber, rightNumber] = [numberOf(a.value), numberOf(b.value)]
  if (leftNumber !== undefined && rightNumber !== undefined) return sameNumbers(leftNumber, rightNumber)
  if (!isObject(a.value) && !isObject(b.value)) return a.value === b.value
  const [leftQuantity, rightQuantity] = [quantityOf(a), quantityOf(b)]
  if (leftQuantity !== undefined && rightQuantity !== undefined) return sameQuantity(leftQuantity, rightQuantity)
  if ((leftQuantity ?? rightQuantity) !== undefined && (leftNumber ?? rightNumber) !== undefined) throw beyond
  if (leftQuantity !== undefined || rightQuantity !== undefined) return false
  return sameJson(a.value, b.value)
}

const sameMoments = (a: Moment | undefined, b: Moment | undefined) =>
  a === undefined || b === undefined ? false : sameMoment(a, b)

/** Whether two JSON values are the same, whatever the order of members. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true
  const [left, right] = [numberOf(a), numberOf(b)]
  if (left !== undefined || right !== undefined) {
    return left !== undefined && right !== undefined && sameNumbers(left, right)
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => sameJson(item, b[index]))
  }
  if (!isObject(a) || !isObject(b)) return false
  const names = Object.keys(a)
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && sameJson(a[name], b[name]))
  )
}
