import { createUnseen } from './distinct.js'
import { sameCollections, sameItems } from './equality.js'
import { booleanItem, type Item, numberItem, numberOf, stringItem } from './item.js'
import { momentOf } from './moment.js'
import { compareItems } from './order.js'
import { beyond, collect, onePart, type Part, type Scope, step, type Visit } from './run.js'
import { number, single, testPart, text, truth } from './single.js'
import type { Operator } from './syntax.js'

type Join = (left: Part, right: Part) => Part

const stop: Visit = () => true

/** https://hl7.org/fhirpath/N1/#boolean-logic: a side that decides alone is asked alone. */
const and: Join = (left, right) =>
  testPart((scope) => {
    const first = truth(left, scope)
    if (first === false) return false
    const second = truth(right, scope)
    return second === false ? false : first && second
  })

const or: Join = (left, right) =>
  testPart((scope) => {
    const first = truth(left, scope)
    if (first === true) return true
    const second = truth(right, scope)
    return second === true ? true : first === undefined ? undefined : second
  })

const xor: Join = (left, right) =>
  testPart((scope) => {
    const first = truth(left, scope)
    const second = truth(right, scope)
    return first === undefined || second === undefined ? undefined : first !== second
  })

const implies: Join = (left, right) =>
  testPart((scope) => {
    const first = truth(left, scope)
    if (first === false) return true
    const second = truth(right, scope)
    return first === true || second === true ? second : undefined
  })

/** https://hl7.org/fhirpath/N1/#equality */
function equality(left: Part, right: Part, scope: Scope): boolean | undefined {
  const first = collect(left, scope)
  if (first.length === 0) return undefined
  const second = collect(right, scope)
  return second.length === 0 ? undefined : sameCollections(first, second)
}

const equal: Join = (left, right) => testPart((scope) => equality(left, right, scope))

const unequal: Join = (left, right) =>
  testPart((scope) => {
    const isSame = equality(left, right, scope)
    return isSame === undefined ? undefined : !isSame
  })

/** https://hl7.org/fhirpath/N1/#equivalent; beyond texts and booleans it is left to the engine. */
function equivalence(left: Part, right: Part, scope: Scope): boolean {
  const first = collect(left, scope)
  const second = collect(right, scope)
  if (first.length !== second.length) return false
  const [a] = first
  const [b] = second
  if (a === undefined || b === undefined) return true
  if (first.length > 1 || momentOf(a) !== undefined || momentOf(b) !== undefined) throw beyond
  if (typeof a.value === 'string' && typeof b.value === 'string') return folded(a.value) === folded(b.value)
  if (typeof a.value === 'boolean' && typeof b.value === 'boolean') return a.value === b.value
  throw beyond
}

const folded = (value: string) => value.toUpperCase().replace(/\p{White_Space}/gu, ' ')

const equivalent: Join = (left, right) => testPart((scope) => equivalence(left, right, scope))
const unequivalent: Join = (left, right) => testPart((scope) => !equivalence(left, right, scope))

/** One item of each side; undefined where a side has none. An error where one has several, and the other any. */
function pair(left: Part, right: Part, scope: Scope): readonly [Item, Item] | undefined {
  if (!left.each(scope, stop) || !right.each(scope, stop)) return undefined
  const first = single(left, scope)
  const second = single(right, scope)
  return first === undefined || second === undefined ? undefined : [first, second]
}

/** https://hl7.org/fhirpath/N1/#comparison */
const comparison =
  (decide: (difference: number) => boolean): Join =>
  (left, right) =>
    testPart((scope) => {
      const both = pair(left, right, scope)
      const difference = both === undefined ? undefined : compareItems(both[0], both[1])
      return difference === undefined ? undefined : decide(difference)
    })

/** https://hl7.org/fhirpath/N1/#in-membership */
const membership: Join = (left, right) =>
  testPart((scope) => {
    if (!left.each(scope, stop)) return undefined
    if (!right.each(scope, stop)) return false
    const item = single(left, scope)
    if (item === undefined) return undefined
    if (right.hasText !== undefined && item.type === 'System.String' && typeof item.value === 'string') {
      return right.hasText(scope, item.value)
    }
    return right.each(scope, (other) => {
      step(scope.run)
      return sameItems(other, item) === true
    })
  })

const union: Join = (left, right) => ({
  each: (scope, visit) => {
    const isNew = createUnseen()
    const visitNew = (item: Item) => {
      step(scope.run)
      return isNew(item) && visit(item)
    }
    return left.each(scope, visitNew) || right.each(scope, visitNew)
  },
})

/** https://hl7.org/fhirpath/N1/#string-concatenation: nothing counts as the empty text. */
const concatenation: Join = (left, right) =>
  onePart((scope) => joined(text(left, scope) ?? '', text(right, scope) ?? '', scope))

/** Texts that grow are paid for, so that no expression fills the memory with them. */
function joined(first: string, second: string, { run }: Scope): Item {
  step(run, Math.ceil((first.length + second.length) / 16))
  return stringItem(first + second)
}

/** https://hl7.org/fhirpath/N1/#math; what is neither text nor number is left to the engine. */
const plus: Join = (left, right) =>
  onePart((scope) => {
    const [first, second] = pair(left, right, scope) ?? []
    if (first?.value === undefined || second?.value === undefined) return undefined
    const [a, b] = [numberOf(first.value), numberOf(second.value)]
    if (a !== undefined && b !== undefined) return numberItem(a + b)
    if (typeof first.value !== 'string' || typeof second.value !== 'string') throw beyond
    if (momentOf(first) !== undefined || momentOf(second) !== undefined) throw beyond
    return joined(first.value, second.value, scope)
  })

const arithmetic =
  (compute: (a: number, b: number) => number | undefined): Join =>
  (left, right) =>
    onePart((scope) => {
      const [first, second] = pair(left, right, scope) ?? []
      if (first?.value === undefined || second?.value === undefined) return undefined
      const [a, b] = [numberOf(first.value), numberOf(second.value)]
      if (a === undefined || b === undefined) throw beyond
      const result = compute(a, b)
      return result === undefined ? undefined : numberItem(result)
    })

const wholeArithmetic =
  (compute: (a: number, b: number) => number): Join =>
  (left, right) =>
    onePart((scope) => {
      const a = number(left, scope)
      const b = number(right, scope)
      return a === undefined || b === undefined || b === 0 ? undefined : numberItem(compute(a, b))
    })

/** Every binary operator but `is` and `as`. https://hl7.org/fhirpath/N1/#operations */
export const operators: Readonly<Record<Operator, Join>> = {
  and,
  or,
  xor,
  implies,
  '=': equal,
  '!=': unequal,
  '~': equivalent,
  '!~': unequivalent,
  '<': comparison((difference) => difference < 0),
  '<=': comparison((difference) => difference <= 0),
  '>': comparison((difference) => difference > 0),
  '>=': comparison((difference) => difference >= 0),
  in: membership,
  contains: (left, right) => membership(right, left),
  '|': union,
  '&': concatenation,
  '+': plus,
  '-': arithmetic((a, b) => a - b),
  '*': arithmetic((a, b) => a * b),
  '/': arithmetic((a, b) => (b === 0 ? undefined : a / b)),
  div: wholeArithmetic((a, b) => Math.trunc(a / b)),
  mod: wholeArithmetic((a, b) => a % b),
}

/** The part that is always the same value. */
export const constantPart = (item: Item): Part => ({
  each: (_, visit) => visit(item),
  ...(typeof item.value === 'boolean' ? { test: () => item.value === booleanItem(true).value } : {}),
})
