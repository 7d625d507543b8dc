import { notSupported } from '../../fhir/outcome.js'
import { shown } from '../../fhir/suggest.js'
import { compilePattern } from '../pattern.js'

/** PostgreSQL counts to 255 in a bound. */
const BOUND_MAX = 255
/**
 * Bounds within bounds multiply, and so does the machine that PostgreSQL builds: pieces of a pattern with its bounds written out, beside those of its text. At
 * 100,000 values `(\w*\d*){200}` took 80 s, `(\w*\d*){50}` 3.5 s.
 */
const REPEATED_MAX = 300

/** Classes as sets of characters: PostgreSQL's own `\s` and `\w` are others than those of the patterns in memory. */
const classes: Readonly<Record<string, string>> = { d: '0-9', w: 'A-Za-z0-9_', s: ' \\t\\n\\f\\r' }
const controls = 'tnfr'

/** How many pieces a group has with its bounds written out, and how many of them are in the piece that came last, which a bound repeats. */
interface Group {
  pieces: number
  last: number
}

/** What a scan goes through. */
interface Scan {
  readonly text: string
  readonly refuse: (what: string) => Error
  at: number
  /** The group that is open now is the last. */
  readonly groups: Group[]
}

/**
 * The pattern of a `regex` filter in PostgreSQL's dialect, matching a whole value. Only what both dialects understand alike is taken, written out so that
 * they do: sets, groups, alternatives, bounds. Throws a 400 for what is no pattern, and for what the database cannot do (`\b`, `\p{…}`, flags, anchors
 * within). https://www.postgresql.org/docs/15/functions-matching.html#POSIX-SYNTAX-DETAILS
 */
export function posixPattern(pattern: string): string {
  compilePattern(pattern)
  const text = pattern.replace(/^\^/, '').replace(/(?<!\\)\$$/, '')
  const refuse = (what: string): Error =>
    notSupported(
      `The \`regex\` filter \`${shown(pattern)}\` uses ${what}, which cannot be had for a code system that is kept in the database. ` +
        'Use sets, groups, alternatives and repetitions.',
    )
  if (/^[*+?{]/.test(text)) throw refuse('a repetition of nothing')
  const scan: Scan = { text, refuse, at: 0, groups: [{ pieces: 0, last: 0 }] }
  let written = ''
  while (scan.at < text.length) {
    const piece = next(scan)
    written += piece
    count(scan, piece)
  }
  return `^(?:${written})$`
}

/** Counts a piece; throws where there are too many, or a group ends that didn't begin. */
function count({ text, groups, refuse }: Scan, piece: string): void {
  if (piece === '(?:') {
    groups.push({ pieces: 0, last: 0 })
    return
  }
  const ended = piece === ')' ? groups.pop() : undefined
  const group = groups.at(-1)
  if (group === undefined) throw refuse('a parenthesis too many')
  const times = piece.startsWith('{') ? Math.max(1, ...[...piece.matchAll(/\d+/g)].map(Number)) : undefined
  const added = times === undefined ? (ended?.pieces ?? 0) + 1 : group.last * (times - 1)
  group.last = times === undefined ? added : group.last * times
  group.pieces += added
  if (group.pieces > text.length + REPEATED_MAX)
    throw refuse(`repetitions that make more than ${REPEATED_MAX} further pieces`)
}

/** The next piece of a pattern outside of sets, as PostgreSQL has it. */
function next(scan: Scan): string {
  const character = take(scan)
  switch (character) {
    case '(':
      return group(scan)
    case '[':
      return set(scan)
    case '{':
      return bound(scan)
    case '\\':
      return classOrEscape(scan)
    case '.':
      return '[^\\n]'
    case '^':
    case '$':
      throw scan.refuse('an anchor within')
    case ')':
    case '|':
    case '*':
    case '+':
    case '?':
      return character
    default:
      return literal(character)
  }
}

/** Takes a whole character, which may be two units of UTF-16. */
function take(scan: Scan): string {
  const character = String.fromCodePoint(scan.text.codePointAt(scan.at) ?? 0)
  scan.at += character.length
  return character
}

function group(scan: Scan): string {
  if (scan.text.charAt(scan.at) !== '?') return '(?:'
  if (!scan.text.startsWith('?:', scan.at)) throw scan.refuse(`\`(${scan.text.slice(scan.at, scan.at + 3)}\``)
  scan.at += 2
  return '(?:'
}

function bound(scan: Scan): string {
  const [found, low = '', comma, high = ''] = /^(\d+)(?:(,)(\d*))?\}/.exec(scan.text.slice(scan.at)) ?? []
  if (found === undefined) throw scan.refuse('a brace that is no repetition')
  scan.at += found.length
  if (Math.max(Number(low), Number(high)) > BOUND_MAX) throw scan.refuse(`a repetition beyond ${BOUND_MAX}`)
  return `{${low}${comma ?? ''}${high}}`
}

function classOrEscape(scan: Scan): string {
  const character = take(scan)
  const known = classes[character.toLowerCase()]
  if (known !== undefined) return `[${character === character.toLowerCase() ? '' : '^'}${known}]`
  return escaped(scan, character)
}

function escaped(scan: Scan, character: string): string {
  if (controls.includes(character)) return `\\${character}`
  if (/[\p{L}\p{N}]/u.test(character)) throw scan.refuse(`\`\\${character}\``)
  return literal(character)
}

/** A character that stands for itself, in a set as outside. */
const literal = (character: string): string =>
  /[A-Za-z0-9]/.test(character) || character > '\u007f' ? character : `\\${character}`

function set(scan: Scan): string {
  let written = '['
  if (scan.text.charAt(scan.at) === '^') {
    written += '^'
    scan.at += 1
  }
  const start = scan.at
  while (scan.at < scan.text.length) {
    if (scan.text.charAt(scan.at) === ']' && scan.at > start) {
      scan.at += 1
      return `${written}]`
    }
    written += member(scan, start)
  }
  throw scan.refuse('a set without an end')
}

/** One member of a set; a hyphen between two of them makes a range, at either end it is itself. */
function member(scan: Scan, start: number): string {
  const [named] = /^\[:[a-z^]*:?\]?/.exec(scan.text.slice(scan.at)) ?? []
  if (named !== undefined) throw scan.refuse(`\`${named}\``)
  const isFirst = scan.at === start
  const character = take(scan)
  if (character === '-') return isFirst || scan.text.charAt(scan.at) === ']' ? '\\-' : '-'
  if (character !== '\\') return literal(character)
  const after = take(scan)
  const known = classes[after]
  if (known !== undefined) return known
  return escaped(scan, after)
}
