import { closest, distance } from 'fastest-levenshtein'

/** Names a client may have meant are looked for among this many characters; longer ones are no typing error. */
const NAME_MAX = 100

const letters = (name: string): string => [...name].sort().join('')

/** How many slips lie between two names: two letters swapped are one slip, though two edits. */
function slips(name: string, candidate: string): number {
  const edits = distance(name, candidate)
  return edits === 2 && letters(name) === letters(candidate) ? 1 : edits
}

/** Slips are few, at most about a third of the letters; what differs more was meant otherwise, and a guess would mislead. */
const isNear = (name: string, candidate: string): boolean =>
  slips(name, candidate) <= Math.max(1, Math.round(Math.max(name.length, candidate.length) / 3))

/** A sentence such as `Did you mean \`birthdate\`?` for a name that isn't there, with a leading space; empty where no known name is near. */
export function suggestion(name: string, known: Iterable<string>): string {
  const candidates = [...known]
  if (candidates.length === 0) return ''
  const cut = name.slice(0, NAME_MAX)
  const nearest = closest(cut, candidates)
  return isNear(cut, nearest) ? ` Did you mean \`${nearest}\`?` : ''
}

/** A name from outside, cut so that messages stay short. */
export const shown = (name: string): string => (name.length > NAME_MAX ? `${name.slice(0, NAME_MAX)}…` : name)
