import { type FunctionTable, plain } from './function.js'
import { booleanItem, decimalItem, type Item, integerItem, isSystem, numberItem, numberOf, stringItem } from './item.js'
import { momentOf } from './moment.js'
import { beyond, collect, onePart } from './run.js'
import { single, testPart } from './single.js'

type Convert = (item: Item) => Item | undefined

/** Dates and times of FHIRPath's own are no texts, as those of elements are. */
const ofText =
  (convert: Convert): Convert =>
  (item) =>
    isSystem(item) && momentOf(item) !== undefined ? undefined : convert(item)

const toInteger: Convert = ofText(({ value }) => {
  if (typeof value === 'boolean') return integerItem(value ? 1 : 0)
  if (typeof value === 'string') return /^[+-]?\d+$/.test(value) ? integerItem(Number.parseInt(value, 10)) : undefined
  const number = numberOf(value)
  return number !== undefined && Number.isInteger(number) ? integerItem(number) : undefined
})

const toDecimal: Convert = ofText(({ value }) => {
  if (typeof value === 'boolean') return decimalItem(value ? 1 : 0)
  if (typeof value === 'string') {
    return /^[+-]?\d+(\.\d+)?$/.test(value) ? numberItem(Number.parseFloat(value)) : undefined
  }
  const number = numberOf(value)
  return number === undefined ? undefined : numberItem(number)
})

/** Numbers keep the digits that they came with. What is no primitive is left to the engine. */
const toText: Convert = (item) => {
  const { type, value } = item
  if (value === undefined) return undefined
  if (typeof value === 'string') return stringItem(type.toLowerCase().endsWith('time') ? timeText(item, value) : value)
  if (typeof value === 'boolean' || numberOf(value) !== undefined) return stringItem(String(value))
  throw beyond
}

const timeText = (item: Item, value: string) => (momentOf(item)?.kind === 'time' ? value.replace(/^T/, '') : value)

const booleans: ReadonlyMap<string, boolean> = new Map([
  ...['true', 't', 'yes', 'y', '1', '1.0'].map((text) => [text, true] as const),
  ...['false', 'f', 'no', 'n', '0', '0.0'].map((text) => [text, false] as const),
])

const toBoolean: Convert = ofText(({ value }) => {
  const text = numberOf(value) === undefined ? value : String(numberOf(value))
  const found =
    typeof text === 'boolean' ? text : typeof text === 'string' ? booleans.get(text.toLowerCase()) : undefined
  return found === undefined ? undefined : booleanItem(found)
})

const converted = (convert: Convert) =>
  plain((of) =>
    onePart((scope) => {
      const item = single(of, scope)
      return item === undefined ? undefined : convert(item)
    }),
  )

/** Of several items nothing is said. */
const converts = (convert: Convert) =>
  plain((of) =>
    testPart((scope) => {
      const [item, ...more] = collect(of, scope)
      return item === undefined || more.length > 0 ? undefined : convert(item) !== undefined
    }),
  )

/** https://hl7.org/fhirpath/N1/#conversion */
export const conversionFunctions: FunctionTable = {
  toInteger: converted(toInteger),
  toDecimal: converted(toDecimal),
  toString: converted(toText),
  toBoolean: converted(toBoolean),
  convertsToInteger: converts(toInteger),
  convertsToDecimal: converts(toDecimal),
  convertsToString: converts(toText),
  convertsToBoolean: converts(toBoolean),
}
