import { decodeString, endOfString, membersOf } from './json-members.js'

/**
 * Decides over one string value. `path` is the keys from the top-level object down, array indices left out; `resourceType` is the type of the
 * innermost resource that the value is in (a contained one, an entry's), undefined where there is none. An answer replaces the value.
 */
export type DecideString = (
  value: string,
  path: readonly string[],
  resourceType: string | undefined,
) => string | undefined

/** Keys under which a resource may stand within another one. */
const RESOURCE_KEYS: ReadonlySet<string> = new Set(['contained', 'resource', 'outcome'])

interface Frame {
  readonly isObject: boolean
  /** The key under which the object's current value stands; an array has none of its own. */
  key: string | undefined
  /** The nearest key around the frame. */
  readonly within: string | undefined
  readonly resourceType: string | undefined
}

/**
 * Asks `decide` for each string value (never keys) of minified JSON text and splices what it answers; everything else stays as it is, byte for
 * byte. `isWorthwhile`, given the raw literal with its quotes, spares decoding and asking: remember that `/` may be written `\/` there.
 */
export function rewriteStrings(
  text: string,
  decide: DecideString,
  isWorthwhile: (literal: string) => boolean = () => true,
): string {
  const frames: Frame[] = []
  let out = ''
  let copied = 0
  let i = 0
  let keyNext = false
  while (i < text.length) {
    const character = text[i]
    const frame = frames[frames.length - 1]
    if (character === '"') {
      const end = endOfString(text, i)
      if (keyNext && frame !== undefined) frame.key = decodeString(text, i, end)
      else {
        const literal = text.slice(i, end)
        const answer = isWorthwhile(literal)
          ? decide(decodeString(text, i, end), pathOf(frames), frame?.resourceType)
          : undefined
        if (answer !== undefined) {
          out += text.slice(copied, i) + JSON.stringify(answer)
          copied = end
        }
      }
      keyNext = false
      i = end
      continue
    }
    if (character === ',') keyNext = frame?.isObject === true
    else if (character === '}' || character === ']') frames.pop()
    else if (character === '{' || character === '[') {
      keyNext = character === '{'
      frames.push(openFrame(text, i, frame))
    }
    i++
  }
  return copied === 0 ? text : out + text.slice(copied)
}

function openFrame(text: string, start: number, parent: Frame | undefined): Frame {
  const within = parent?.key ?? parent?.within
  if (text[start] === '[') return { isObject: false, key: undefined, within, resourceType: parent?.resourceType }
  const mayBeResource = within === undefined || RESOURCE_KEYS.has(within)
  const resourceType = (mayBeResource ? resourceTypeAt(text, start) : undefined) ?? parent?.resourceType
  return { isObject: true, key: undefined, within, resourceType }
}

function resourceTypeAt(text: string, start: number): string | undefined {
  // Nearly everybody writes the type first, and then no member has to be looked for.
  const first = /^\{"resourceType":"([A-Za-z]+)"/.exec(text.slice(start, start + 90))?.[1]
  if (first !== undefined) return first
  const member = membersOf(text, start).find(({ name }) => name === 'resourceType')
  return member === undefined ? undefined : decodeString(text, member.valueStart, member.end)
}

function pathOf(frames: readonly Frame[]): readonly string[] {
  const path: string[] = []
  for (const { key } of frames) if (key !== undefined) path.push(key)
  return path
}
