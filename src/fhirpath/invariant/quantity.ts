import { isObject } from '../json-value.js'
import { rounded } from './decimal.js'
import { type Item, numberOf } from './item.js'
import { beyond } from './run.js'
import { isOfType } from './type-test.js'

/** An amount in a unit of UCUM. https://hl7.org/fhir/R4/fhirpath.html#quantity */
export interface Amount {
  readonly value: number
  readonly code: string
}

/** What can be a unit of UCUM at all: the engine's library prints what it finds wrong with anything else, and takes long for long ones. */
const unit = /^[\x21-\x7e]{1,100}$/

/** The amount that a Quantity in UCUM stands for; undefined for all else. With a comparator it is beyond comparing. An error for what is no unit. */
export function quantityOf({ type, value }: Item): Amount | undefined {
  if (!isObject(value) || value.system !== 'http://unitsofmeasure.org' || typeof value.code !== 'string')
    return undefined
  const number = numberOf(value.value)
  if (number === undefined || !isOfType(type, { namespace: undefined, name: 'Quantity' })) return undefined
  if (!unit.test(value.code)) throw new Error('the code of a Quantity is no unit of UCUM')
  if (value.comparator !== undefined) throw beyond
  return { value: number, code: value.code }
}

/** Whether two amounts are the same. Those in different units are converted by the engine. */
export function sameQuantity(a: Amount, b: Amount): boolean {
  if (a.code !== b.code) throw beyond
  return rounded(a.value) === rounded(b.value)
}

/** Below, at or above 0, as the first is less, equal or more. Those in different units are converted by the engine. */
export function compareQuantities(a: Amount, b: Amount): number {
  if (a.code !== b.code) throw beyond
  return a.value - b.value
}
