import type { Item } from './item.js'
import { follow, followAll, type Members, membersOf } from './members.js'
import { collect, type Part, type Scope, step, type Visit } from './run.js'
import { isOfType } from './type-test.js'

/** The part that goes from each item to what it has under a name. https://hl7.org/fhirpath/N1/#path-selection */
export const memberPart = (of: Part, name: string, members: Members): Part => ({
  each: (scope, visit) =>
    of.each(scope, (item) => {
      step(scope.run)
      return follow(item, members.writings(item.type, name), visit)
    }),
})

/** The part that a term begins with: an element of `$this`, or `$this` itself where the name is that of its type. */
export function namePart(name: string, members: Members): Part {
  const mayBeType = /^[A-Z]/.test(name)
  return {
    each: ({ run, self }, visit) => {
      for (const item of self) {
        step(run)
        const isType = mayBeType && isNamed(item, name, run.focus)
        if (isType ? visit(item) : follow(item, members.writings(item.type, name), visit)) return true
      }
      return false
    },
  }
}

const isNamed = (item: Item, name: string, focus: Item) =>
  (membersOf(item)?.resourceType === name && item.type === name) ||
  (item === focus && isOfType(item.type, { namespace: undefined, name }))

export const childrenPart = (of: Part, members: Members): Part => ({
  each: (scope, visit) =>
    of.each(scope, (item) => {
      step(scope.run)
      return followAll(item, members, visit)
    }),
})

/** All that stands below, level by level. Only what has children itself is kept for the next level. https://hl7.org/fhirpath/N1/#descendants-collection */
export const descendantsPart = (of: Part, members: Members): Part => ({
  each: (scope, visit) => descend(collect(of, scope), scope, { members, visit }),
})

interface Descent {
  readonly members: Members
  readonly visit: Visit
}

function descend(items: readonly Item[], { run }: Scope, { members, visit }: Descent): boolean {
  let level = items
  while (level.length > 0) {
    const next: Item[] = []
    for (const item of level) {
      const isStopped = followAll(item, members, (child) => {
        step(run)
        if (membersOf(child) !== undefined) next.push(child)
        return visit(child)
      })
      if (isStopped) return true
    }
    level = next
  }
  return false
}

export const thisPart: Part = { each: ({ self }, visit) => self.some(visit) }
