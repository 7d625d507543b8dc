import { badRequest } from '../fhir/outcome.js'
import type { TypedValue } from './expression.js'
import { canonicalText, isSame } from './json-value.js'
import type { Operator } from './syntax.js'
import { answer, collect, nothing, type Part } from './walk.js'

/** Compiles `|`, `=`, `!=`, `and` and `or` over two parts. FhirError where values would have to be compared as more than plain values. */
export function compileOperation(operator: Operator, left: Part, right: Part): Part {
  if (operator === '|') return union(left, right)
  if (operator === 'and' || operator === 'or') return logic(operator, left, right)
  return comparison(operator, left, right)
}

/** Both collections, each value once. https://hl7.org/fhirpath/N1/#union-collections */
function union(left: Part, right: Part): Part {
  if (left.types.length === 0) return distinct(right)
  if (right.types.length === 0) return distinct(left)
  const both: Part = {
    types: [...new Set([...left.types, ...right.types])],
    before: (next) => {
      const first = left.before(next)
      const second = right.before(next)
      return (value, type, run) => {
        first(value, type, run)
        second(value, type, run)
      }
    },
  }
  return distinct(both)
}

function distinct(part: Part): Part {
  if (part.types.length === 0) return nothing
  const all = collect(part)
  return {
    types: part.types,
    before: (next) => (value, type, run) => {
      const found = all(value, type, run)
      for (const item of found.length > pairwiseMax ? distinctByText(found) : distinctByPairs(found)) {
        next(item.value, item.type, run)
      }
    },
  }
}

/** Few values are compared with one another, which mostly ends at the first property; many by their text, which is linear. */
const pairwiseMax = 16

const distinctByPairs = (found: readonly TypedValue[]) =>
  found.length < 2
    ? found
    : found.filter((item, index) => found.findIndex((earlier) => isSame(earlier.value, item.value)) === index)

function distinctByText(found: readonly TypedValue[]): readonly TypedValue[] {
  const seen = new Set<string>()
  return found.filter(({ value }) => {
    const text = canonicalText(value)
    const isNew = !seen.has(text)
    seen.add(text)
    return isNew
  })
}

/** Three-valued logic. https://hl7.org/fhirpath/N1/#boolean-logic */
function logic(operator: 'and' | 'or', left: Part, right: Part): Part {
  const first = truth(left)
  const second = truth(right)
  const decisive = operator === 'or'
  return answer((value, type, run) => {
    const a = first(value, type, run)
    if (a === decisive) return decisive
    const b = second(value, type, run)
    if (b === decisive) return decisive
    return a === undefined || b === undefined ? undefined : !decisive
  })
}

/** A collection as a condition: nothing is unknown, a boolean is itself, another single value is true. */
export function truth(part: Part): (...step: Parameters<ReturnType<typeof collect>>) => boolean | undefined {
  const all = collect(part)
  return (value, type, run) => {
    const [only, ...more] = all(value, type, run)
    if (only === undefined || more.length > 0) return undefined
    return typeof only.value === 'boolean' ? only.value : true
  }
}

/** https://hl7.org/fhirpath/N1/#equality */
function comparison(operator: '=' | '!=', left: Part, right: Part): Part {
  if (
    ![...left.types, ...right.types].every((type) => plainTypes.has(type) || type === 'boolean') &&
    !isBoolean(left, right)
  ) {
    throw badRequest(`Values of \`${[...left.types, ...right.types].join('`, `')}\` are not compared as plain text.`)
  }
  const first = collect(left)
  const second = collect(right)
  return answer((value, type, run) => {
    const a = first(value, type, run)
    const b = second(value, type, run)
    if (a.length === 0 || b.length === 0) return undefined
    return areSame(a, b) === (operator === '=')
  })
}

const areSame = (a: readonly TypedValue[], b: readonly TypedValue[]) =>
  a.length === b.length && a.every((item, index) => isSame(item.value, b[index]?.value))

/** A boolean equals nothing but a boolean, so that the other side may be of any type (`Patient.deceased != false`). */
const isBoolean = (...parts: readonly Part[]) =>
  parts.some((part) => part.types.length === 1 && part.types[0] === 'boolean')

/** Types whose equality is that of their JSON values; dates and quantities are others. */
const plainTypes = new Set(
  'string code id markdown uri url canonical oid uuid base64Binary integer positiveInt unsignedInt decimal'.split(' '),
)
