import type { InvariantEnvironment } from '../invariant.js'
import { isObject } from '../json-value.js'
import { type FunctionCall, type FunctionTable, plain, withValue } from './function.js'
import type { Item } from './item.js'
import { childrenPart, descendantsPart, memberPart } from './navigate.js'
import { collect, onePart, type Part, type Scope } from './run.js'
import { testPart, text } from './single.js'
import { isPrimitiveType } from './type-test.js'

/** https://hl7.org/fhir/R4/fhirpath.html#functions */
const hasValue = (of: Part, { definitions }: FunctionCall): Part =>
  testPart((scope) => {
    let found: Item | undefined
    const isMore = of.each(scope, (item) => {
      if (found !== undefined) return true
      found = item
      return false
    })
    return !isMore && found?.value !== undefined && isPrimitiveType(found.type, definitions)
  })

const extension = (of: Part, url: Part, { members }: FunctionCall): Part => {
  const extensions = memberPart(of, 'extension', members)
  return {
    each: (scope, visit) => {
      const wanted = text(url, scope)
      if (wanted === undefined || wanted === '') return false
      return extensions.each(scope, (item) => isObject(item.value) && item.value.url === wanted && visit(item))
    },
  }
}

const resolve = (of: Part): Part => ({
  each: (scope, visit) =>
    of.each(scope, ({ value }) => {
      const reference = isObject(value) ? value.reference : value
      const found = typeof reference === 'string' ? scope.run.environment.resolve(reference) : undefined
      const type = (found as { resourceType?: unknown } | undefined)?.resourceType
      return typeof type === 'string' && visit({ type, value: found, sibling: undefined })
    }),
})

type Question = 'memberOf' | 'conformsTo'

/** Asks the environment about the only item; of several nothing is said. */
const asking = (question: Question) => (of: Part, canonical: Part) =>
  testPart((scope) => {
    const [item, ...more] = collect(of, scope)
    const name = text(canonical, scope)
    if (item?.value === undefined || more.length > 0 || name === undefined) return undefined
    return scope.run.environment[question](item.value, name)
  })

/** The time that the environment gives, or a part of it. An error where it gives none. */
const clock = (type: string, from: number, to?: number) =>
  plain(() =>
    onePart(({ run }: Scope) => ({ type, value: nowOf(run.environment).slice(from, to), sibling: undefined })),
  )

function nowOf({ now }: InvariantEnvironment): string {
  if (now === undefined) throw new Error('no time was given for `now()`, `today()` and `timeOfDay()`')
  return now
}

/** Functions that FHIR adds, those that go through the tree, and the clock. */
export const fhirFunctions: FunctionTable = {
  hasValue: plain(hasValue),
  extension: withValue(extension),
  children: plain((of, { members }) => childrenPart(of, members)),
  descendants: plain((of, { members }) => descendantsPart(of, members)),
  resolve: plain(resolve),
  memberOf: withValue(asking('memberOf')),
  conformsTo: withValue(asking('conformsTo')),
  now: clock('System.DateTime', 0),
  today: clock('System.Date', 0, 10),
}
