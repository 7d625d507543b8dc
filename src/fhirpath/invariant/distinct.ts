import { canonicalText } from '../json-value.js'
import { rounded } from './decimal.js'
import { sameItems } from './equality.js'
import { type Item, isSystem, numberOf } from './item.js'
import { momentOf } from './moment.js'

/** Tells items that were not seen before. */
export type Unseen = (item: Item) => boolean

/** Few items are compared with one another, many by their text. */
const pairwiseMax = 50

/** Remembers items, and says of each whether it is new. https://hl7.org/fhirpath/N1/#distinct-collection */
export function createUnseen(): Unseen {
  const isNewText = createUnseenTexts()
  const numbers = new Set<number>()
  const others: Item[] = []
  const otherTexts = new Set<string>()
  return (item) => {
    if (typeof item.value === 'string' && momentOf(item) === undefined) return isNewText(item, item.value)
    const number = numberOf(item.value)
    if (number !== undefined && item.sibling === undefined) return isAdded(numbers, rounded(number))
    if (others.length < pairwiseMax && others.some((other) => sameItems(other, item) === true)) return false
    if (!isAdded(otherTexts, canonicalText([item.value ?? null, item.sibling ?? null]))) return false
    others.push(item)
    return true
  }
}

/** Two elements of one text differ where their extensions do; beside a plain text extensions don't count. */
function createUnseenTexts(): (item: Item, text: string) => boolean {
  const whole = new Set<string>()
  const elements = new Set<string>()
  const plain = new Set<string>()
  return (item, text) => {
    if (plain.has(text)) return false
    if (isSystem(item)) return isAdded(plain, text) && !elements.has(text)
    elements.add(text)
    return isAdded(whole, item.sibling === undefined ? text : canonicalText([text, item.sibling]))
  }
}

/** Adds to a set, and says whether it was new there. */
function isAdded<T>(set: Set<T>, value: T): boolean {
  const count = set.size
  return set.add(value).size > count
}

/** Each item once, in order; `beforeEach` is called for each that is looked at. */
export function distinct(items: readonly Item[], beforeEach: () => void = () => undefined): readonly Item[] {
  const isNew = createUnseen()
  return items.filter((item) => {
    beforeEach()
    return isNew(item)
  })
}
