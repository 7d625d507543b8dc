import type { Predicate } from './predicate.js'

type Junction = 'and' | 'or'
type TokenKind = 'tokens-all' | 'tokens-any'

const everything: Predicate = { kind: 'everything' }
const nothing: Predicate = { kind: 'nothing' }
const distinct = (hashes: readonly string[]): string[] => [...new Set(hashes)]

/** Nested junctions of the same kind become one list. */
function flatten(kind: Junction, predicates: readonly Predicate[]): Predicate[] {
  return predicates.flatMap((predicate) => {
    const simple = simplify(predicate)
    return simple.kind === kind ? simple.predicates : [simple]
  })
}

/** `tokens @> a` and `tokens @> b` are one probe of the index; so are `tokens && a` or `tokens && b`. */
function mergeTokens(kind: Junction, members: readonly Predicate[]): Predicate[] {
  const mergeable: TokenKind = kind === 'and' ? 'tokens-all' : 'tokens-any'
  const hashes: string[] = []
  const rest: Predicate[] = []
  for (const member of members) {
    const isToken = member.kind === 'tokens-all' || member.kind === 'tokens-any'
    if (isToken && (member.kind === mergeable || member.hashes.length === 1)) hashes.push(...member.hashes)
    else rest.push(member)
  }
  return hashes.length === 0 ? rest : [simplifyTokens(mergeable, hashes), ...rest]
}

function simplifyTokens(kind: TokenKind, hashes: readonly string[]): Predicate {
  const unique = distinct(hashes)
  if (unique.length === 0) return kind === 'tokens-all' ? everything : nothing
  return { kind: unique.length === 1 ? 'tokens-all' : kind, hashes: unique }
}

function simplifyJunction(kind: Junction, predicates: readonly Predicate[]): Predicate {
  const [neutral, absorbing] = kind === 'and' ? ([everything, nothing] as const) : ([nothing, everything] as const)
  const members = flatten(kind, predicates).filter((member) => member.kind !== neutral.kind)
  if (members.some((member) => member.kind === absorbing.kind)) return absorbing
  const merged = mergeTokens(kind, members)
  const [first] = merged
  if (first === undefined) return neutral
  return merged.length === 1 ? first : { kind, predicates: merged }
}

function simplifyNot(predicate: Predicate): Predicate {
  const inner = simplify(predicate)
  if (inner.kind === 'everything') return nothing
  if (inner.kind === 'nothing') return everything
  return { kind: 'not', predicate: inner }
}

/** The same predicate in its smallest form: flat, constants folded, token lists merged and distinct. What it means doesn't change. */
export function simplify(predicate: Predicate): Predicate {
  switch (predicate.kind) {
    case 'and':
    case 'or':
      return simplifyJunction(predicate.kind, predicate.predicates)
    case 'not':
      return simplifyNot(predicate.predicate)
    case 'tokens-all':
    case 'tokens-any':
      return simplifyTokens(predicate.kind, predicate.hashes)
    case 'ids':
      return predicate.ids.length === 0 ? nothing : { kind: 'ids', ids: distinct(predicate.ids) }
    default:
      return predicate
  }
}

/**
 * True where an index can find the rows that match, so that the match is worth collecting; false for what keeps nearly every row (nothing asked,
 * negations), and for what only bounds the column that the page is walked by: there the walk itself begins and ends at the bound.
 */
export function isSelective(predicate: Predicate, walked?: string): boolean {
  switch (predicate.kind) {
    case 'and':
      return predicate.predicates.some((member) => isSelective(member, walked))
    case 'or':
      return predicate.predicates.every((member) => isSelective(member, walked))
    case 'not':
    case 'everything':
    case 'nothing':
      return false
    case 'column':
      return predicate.operator !== '<>' && predicate.column !== walked
    default:
      return true
  }
}
