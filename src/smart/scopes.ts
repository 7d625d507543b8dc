import type { Access, ScopeLetter } from '../access/access.js'

/** One scope: `system/Observation.cruds`. https://hl7.org/fhir/smart-app-launch/scopes-and-launch-context.html */
export interface Scope {
  /** A resource type, or `*`. */
  readonly type: string
  readonly letters: ReadonlySet<ScopeLetter>
}

/** The letters in the order that the specification prescribes. */
const order: readonly ScopeLetter[] = ['c', 'r', 'u', 'd', 's']

const isInOrder = (letters: string): boolean => letters !== '' && /^c?r?u?d?s?$/.test(letters)

/** Says why a scope is none that a static client can have; undefined where it is one. */
function problemOf(text: string, isResourceType: (name: string) => boolean): string | undefined {
  const [level = '', type = '', letters = ''] = text.split(/[/.]/, 3)
  if (text.includes('?')) return `The scope \`${text}\` has a search part (\`?…\`), which needs SMART; leave it out.`
  if (level === 'patient' || level === 'user') {
    return `The scope \`${text}\` is of the level \`${level}/\`, which needs a login by SMART; a client with a token has \`system/\` scopes.`
  }
  if (letters === 'read' || letters === 'write' || letters === '*') {
    return `The scope \`${text}\` is of SMART version 1; write \`.rs\` for \`.read\`, \`.cud\` for \`.write\`, \`.cruds\` for \`.*\`.`
  }
  if (!/^system\/[^/.]+\.[a-z]+$/.test(text)) {
    return `The scope \`${text}\` is not understood; expected the form \`system/Observation.cruds\`.`
  }
  if (type !== '*' && !isResourceType(type))
    return `The scope \`${text}\` names \`${type}\`, which is no resource type.`
  return isInOrder(letters)
    ? undefined
    : `The letters of the scope \`${text}\` are not understood; expected some of \`cruds\`, in this order.`
}

/**
 * Reads scopes separated by white space. Throws an `Error` that says what is wrong with each one that is not `system/Type.letters`: SMART's
 * version 1 (`.read`), `patient/` and `user/` levels and search parts are refused, never guessed at.
 */
export function parseScopes(text: string, isResourceType: (name: string) => boolean): readonly Scope[] {
  const parts = text.split(/\s+/).filter((part) => part !== '')
  if (parts.length === 0) throw new Error('A client needs at least one scope, such as `system/Observation.cruds`.')
  const problems = parts.map((part) => problemOf(part, isResourceType)).filter((problem) => problem !== undefined)
  if (problems.length > 0) throw new Error(problems.join('\n'))
  return parts.map((part) => {
    const [, type = '', letters = ''] = part.split(/[/.]/, 3)
    return { type, letters: new Set(order.filter((letter) => letters.includes(letter))) }
  })
}

/** The types that scopes open for a letter; undefined means every type. */
function typesFor(scopes: readonly Scope[], letter: ScopeLetter): ReadonlySet<string> | undefined {
  const having = scopes.filter((scope) => scope.letters.has(letter)).map((scope) => scope.type)
  return having.includes('*') ? undefined : new Set(having)
}

/** What a client with these scopes may do. System scopes are limited by type only, not by compartment. */
export function accessOf(client: string, scopes: readonly Scope[]): Access {
  const types = new Map(order.map((letter) => [letter, typesFor(scopes, letter)]))
  return {
    client,
    allows: (letter, type) => {
      const open = types.get(letter)
      return open === undefined || open.has(type)
    },
    predicate: (letter) => {
      const open = types.get(letter)
      return open === undefined ? {} : { types: open }
    },
  }
}
