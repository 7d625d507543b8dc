import { createUnseen, distinct } from './distinct.js'
import { sameItems, sameJson } from './equality.js'
import { where } from './filtering-functions.js'
import { type FunctionTable, parameter, plain, withCriterion, withValue } from './function.js'
import { type Item, integerItem } from './item.js'
import { collect, listPart, onePart, type Part, type Scope, step, type Visit } from './run.js'
import { isTrue, testPart, truth } from './single.js'

const stop: Visit = () => true

const exists = (of: Part): Part => testPart((scope) => of.each(scope, stop))

const empty = (of: Part): Part => testPart((scope) => !of.each(scope, stop))

const not = (of: Part): Part =>
  testPart((scope) => {
    const held = truth(of, scope)
    return held === undefined ? undefined : !held
  })

/** https://hl7.org/fhirpath/N1/#allcriteria-expression-boolean; only `true` is enough, as it is for HL7's engine. */
const all = (of: Part, criterion: Part): Part =>
  testPart((scope) => {
    let index = -1
    return !of.each(scope, (item) => {
      index += 1
      step(scope.run)
      return !isTrue(criterion, { run: scope.run, self: [item], index })
    })
  })

/** `allTrue()`, `anyFalse()` and their like: whether an item has the value that decides; an error for what is no boolean. */
const hasBoolean = (of: Part, wanted: { readonly value: unknown }, scope: Scope) =>
  of.each(scope, ({ value }) => {
    if (typeof value !== 'boolean') throw new Error('booleans were expected')
    return value === wanted.value
  })

const count = (of: Part): Part =>
  onePart((scope) => {
    let number = 0
    of.each(scope, () => {
      number += 1
      return false
    })
    return integerItem(number)
  })

const distinctIn = (items: readonly Item[], { run }: Scope): readonly Item[] => distinct(items, () => step(run))

const isDistinct = (of: Part): Part =>
  testPart((scope) => {
    const isNew = createUnseen()
    return !of.each(scope, (item) => !isNew(item))
  })

function isSubset(some: readonly Item[], of: readonly Item[], { run }: Scope): boolean {
  if (some.length > of.length) return false
  step(run, some.length * of.length)
  return some.every(({ value }) => of.some((other) => sameJson(value ?? null, other.value ?? null)))
}

function among(item: Item, others: readonly Item[], { run }: Scope): boolean {
  step(run, others.length)
  return others.some((other) => sameItems(item, other) === true)
}

const intersect = (of: Part, other: Part): Part =>
  listPart((scope) => {
    const others = collect(other, scope)
    return distinctIn(collect(of, scope), scope).filter((item) => among(item, others, scope))
  })

const exclude = (of: Part, other: Part): Part =>
  listPart((scope) => {
    const others = collect(other, scope)
    return collect(of, scope).filter((item) => !among(item, others, scope))
  })

const union = (of: Part, other: Part): Part =>
  listPart((scope) => distinctIn([...collect(of, scope), ...collect(other, scope)], scope))

/** https://hl7.org/fhirpath/N1/#existence, https://hl7.org/fhirpath/N1/#combining */
export const existenceFunctions: FunctionTable = {
  exists: {
    parametersMin: 0,
    parametersMax: 1,
    isPerItem: true,
    compile: (call) => exists(call.parameters.length === 0 ? call.of : where(call.of, parameter(call, 0))),
  },
  empty: plain(empty),
  not: plain(not),
  all: withCriterion(all),
  allTrue: plain((of) => testPart((scope) => !hasBoolean(of, { value: false }, scope))),
  allFalse: plain((of) => testPart((scope) => !hasBoolean(of, { value: true }, scope))),
  anyTrue: plain((of) => testPart((scope) => hasBoolean(of, { value: true }, scope))),
  anyFalse: plain((of) => testPart((scope) => hasBoolean(of, { value: false }, scope))),
  count: plain(count),
  distinct: plain((of) => listPart((scope) => distinctIn(collect(of, scope), scope))),
  isDistinct: plain(isDistinct),
  subsetOf: withValue((of, other) => testPart((scope) => isSubset(collect(of, scope), collect(other, scope), scope))),
  supersetOf: withValue((of, other) => testPart((scope) => isSubset(collect(other, scope), collect(of, scope), scope))),
  intersect: withValue(intersect),
  exclude: withValue(exclude),
  union: withValue(union),
}
