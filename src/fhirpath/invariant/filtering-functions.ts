import { createUnseen } from './distinct.js'
import { type FunctionTable, parameter, plain, withCriterion, withValue } from './function.js'
import type { Item } from './item.js'
import { collect, listPart, onePart, type Part, type Scope, step, type Visit } from './run.js'
import { integer, isTrue, single } from './single.js'

/** Asks a part of one item: `$this` is the item, `$index` its position. */
function inside(scope: Scope, item: Item, index: number): Scope {
  step(scope.run)
  return { run: scope.run, self: [item], index }
}

/** https://hl7.org/fhirpath/N1/#wherecriteria-expression-collection; a criterion that finds several items holds, as it does for HL7's engine. */
export const where = (of: Part, criterion: Part): Part => ({
  each: (scope, visit) => {
    let index = -1
    return of.each(scope, (item) => {
      index += 1
      return isMet(criterion, inside(scope, item, index)) && visit(item)
    })
  },
})

function isMet(criterion: Part, scope: Scope): boolean {
  if (criterion.test !== undefined) return criterion.test(scope) === true
  return criterion.each(scope, stopUnlessFalse)
}

const stopUnlessFalse: Visit = ({ value }) => value !== false

const select = (of: Part, projection: Part): Part => ({
  each: (scope, visit) => {
    let index = -1
    return of.each(scope, (item) => {
      index += 1
      return projection.each(inside(scope, item, index), visit)
    })
  },
})

/** https://hl7.org/fhirpath/N1/#repeatprojection-expression-collection: each item once, level by level. */
const repeat = (of: Part, projection: Part): Part => ({
  each: (scope, visit) => {
    const isNew = createUnseen()
    let level = collect(of, scope)
    while (level.length > 0) {
      const next: Item[] = []
      for (const item of level) {
        const isStopped = projection.each(inside(scope, item, 0), (found) => {
          if (!isNew(found)) return false
          next.push(found)
          return visit(found)
        })
        if (isStopped) return true
      }
      level = next
    }
    return false
  },
})

const slice = (of: Part, cut: (items: readonly Item[], scope: Scope) => readonly Item[]): Part =>
  listPart((scope) => cut(collect(of, scope), scope))

const first = (of: Part): Part =>
  onePart((scope) => {
    let found: Item | undefined
    of.each(scope, (item) => {
      found = item
      return true
    })
    return found
  })

const last = (of: Part): Part => onePart((scope) => collect(of, scope).at(-1))

/** The item at a position. https://hl7.org/fhirpath/N1/#index-integer-collection */
export const itemPart = (of: Part, position: Part): Part =>
  onePart((scope) => {
    const index = integer(position, scope)
    return index === undefined || index < 0 ? undefined : collect(of, scope)[index]
  })

const skip = (of: Part, count: Part): Part =>
  slice(of, (items, scope) => {
    const number = integer(count, scope)
    return number === undefined ? items : items.slice(Math.max(0, number))
  })

const take = (of: Part, count: Part): Part =>
  slice(of, (items, scope) => {
    const number = integer(count, scope)
    return number === undefined || number < 0 ? [] : items.slice(0, number)
  })

const combine = (of: Part, other: Part): Part => ({
  each: (scope, visit) => of.each(scope, visit) || other.each(scope, visit),
})

/** https://hl7.org/fhirpath/N1/#iifcriterion-expression-true-result-collection-otherwise-result-collection-collection: `$this` is all that it is called on. */
const iif = (of: Part, criterion: Part, [yes, no]: readonly (Part | undefined)[]): Part => ({
  each: (scope, visit) => {
    const within: Scope = { run: scope.run, self: collect(of, scope), index: scope.index }
    const chosen = isTrue(criterion, within) ? yes : no
    return chosen?.each(within, visit) ?? false
  },
})

/** https://hl7.org/fhirpath/N1/#filtering-and-projection, https://hl7.org/fhirpath/N1/#subsetting */
export const filteringFunctions: FunctionTable = {
  where: withCriterion(where),
  select: withCriterion(select),
  repeat: withCriterion(repeat),
  first: plain(first),
  last: plain(last),
  tail: plain((of) => slice(of, (items) => items.slice(1))),
  skip: withValue(skip),
  take: withValue(take),
  single: plain((of) => onePart((scope) => single(of, scope))),
  combine: withValue(combine),
  trace: {
    parametersMin: 1,
    parametersMax: 2,
    isPerItem: true,
    compile: ({ of }) => of,
  },
  iif: {
    parametersMin: 2,
    parametersMax: 3,
    isPerItem: true,
    compile: (call) => iif(call.of, parameter(call, 0), call.parameters.slice(1)),
  },
}
