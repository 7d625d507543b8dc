import { closest } from 'fastest-levenshtein'

/** Names a client may have meant are looked for among this many characters; longer ones are no typing error. */
const NAME_MAX = 100

/** A sentence such as `Did you mean \`birthdate\`?` for a name that isn't there, with a leading space; empty where there is nothing to name. */
export function suggestion(name: string, known: Iterable<string>): string {
  const candidates = [...known]
  if (candidates.length === 0) return ''
  return ` Did you mean \`${closest(name.slice(0, NAME_MAX), candidates)}\`?`
}

/** A name from outside, cut so that messages stay short. */
export const shown = (name: string): string => (name.length > NAME_MAX ? `${name.slice(0, NAME_MAX)}…` : name)
