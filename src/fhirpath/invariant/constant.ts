import type { Item } from './item.js'
import { momentOf } from './moment.js'
import { collect, type Known, type Part, type Scope } from './run.js'
import type { Syntax } from './syntax.js'

/** What `$this` is where a part stands: the element that the invariant is asked of, or something that changes from item to item. */
export type Position = 'fixed' | 'perItem'

/**
 * Whether a part gives the same wherever in one evaluation it is asked: it starts from `%resource` and the like, not from the item at hand. Such a part inside a
 * criterion is evaluated once, not once an item.
 */
export function isConstant(
  syntax: Syntax,
  isPerItem: (name: string) => boolean,
  position: Position = 'perItem',
): boolean {
  const within = (inner: Syntax, at: Position = position) => isConstant(inner, isPerItem, at)
  switch (syntax.kind) {
    case 'this':
    case 'name':
    case 'index':
      return position === 'fixed'
    case 'variable':
    case 'literal':
    case 'nothing':
      return true
    case 'member':
    case 'type':
      return within(syntax.of)
    case 'item':
      return within(syntax.of) && within(syntax.index)
    case 'operation':
      return within(syntax.left) && within(syntax.right)
    case 'call': {
      const at = isPerItem(syntax.name) ? 'fixed' : position
      return within(syntax.of) && syntax.parameters.every((inner) => within(inner, at))
    }
  }
}

/** Whether keeping what a part found is worth it: it walks somewhere. */
export const isWorthKeeping = (syntax: Syntax): boolean =>
  syntax.kind === 'member' || syntax.kind === 'call' || syntax.kind === 'operation'

/** The part that is evaluated once in an evaluation. */
export function keptPart(part: Part): Part {
  const key = {}
  const known = (scope: Scope): Known => {
    const found = scope.run.known.get(key) ?? { items: collect(part, scope) }
    scope.run.known.set(key, found)
    return found
  }
  return {
    each: (scope, visit) => known(scope).items.some(visit),
    hasText: (scope, text) => {
      const found = known(scope)
      found.texts ??= textsOf(found.items)
      return found.texts.has(text)
    },
  }
}

const textsOf = (items: readonly Item[]): ReadonlySet<string> =>
  new Set(items.flatMap((item) => (typeof item.value === 'string' && momentOf(item) === undefined ? item.value : [])))
