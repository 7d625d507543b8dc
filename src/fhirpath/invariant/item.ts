import { isExactNumber } from '../../fhir/exact-number.js'
import type { InvariantFocus } from '../invariant.js'

/**
 * One item of a collection: an element with its FHIR type (`Coding`, `code`, `Observation.component`), or a plain value with a type of FHIRPath's own
 * (`System.String`). An element that has only an extension has no value. https://hl7.org/fhir/R4/fhirpath.html#types
 */
export type Item = InvariantFocus

const system = (name: string) => (value: unknown) =>
  ({ type: `System.${name}`, value, sibling: undefined }) satisfies Item

export const stringItem = system('String')
export const integerItem = system('Integer')
export const decimalItem = system('Decimal')
export const numberItem = (value: number): Item => (Number.isInteger(value) ? integerItem(value) : decimalItem(value))
const trueItem: Item = system('Boolean')(true)
const falseItem: Item = system('Boolean')(false)
export const booleanItem = (value: unknown): Item => (value === true ? trueItem : falseItem)

/** Whether it is a value of FHIRPath's own, and so has neither extensions nor children. */
export const isSystem = ({ type }: Item): boolean => type.startsWith('System.')

/** The type of something that no definition describes. */
export function systemType(value: unknown): string {
  if (typeof value === 'string') return 'System.String'
  if (typeof value === 'boolean') return 'System.Boolean'
  const number = numberOf(value)
  if (number === undefined) return 'System.Object'
  return Number.isInteger(number) ? 'System.Integer' : 'System.Decimal'
}

/** The number that a value is, those with exact digits included. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value
  return isExactNumber(value) ? Number(value) : undefined
}
