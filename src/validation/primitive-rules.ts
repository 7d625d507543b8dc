import { type DatePrecision, parsePartialDate } from '../fhir/date-time.js'
import { isExactNumber } from '../fhir/exact-number.js'
import { isId } from '../fhir/id.js'

/** What a primitive type allows. https://hl7.org/fhir/R4/datatypes.html */
export interface PrimitiveRule {
  /** How JSON writes it. */
  readonly json: 'string' | 'number' | 'boolean'
  /** True for a right value of the right JSON type. */
  readonly accepts: (value: unknown) => boolean
  /** What was expected, as a sentence goes on after "it has to be". */
  readonly expected: string
}

/** "Strings SHALL NOT exceed 1MB (1024*1024 characters) in size." */
const STRING_MAX = 1_048_576
const INTEGER_MAX = 2_147_483_647

function textRule(expected: string, isRight: (text: string) => boolean): PrimitiveRule {
  return { json: 'string', accepts: (value) => typeof value === 'string' && isRight(value), expected }
}

const matching = (pattern: RegExp) => (text: string) => pattern.test(text)

/** Some character that is no white space; nearly always the first. */
const isText = (text: string): boolean => text.length <= STRING_MAX && /[^ \t\r\n]/.test(text)
const freeText = 'text of at most 1,048,576 characters that is more than white space'

const integerLiteral = /^-?(0|[1-9][0-9]*)$/

/** A number that a double can't tell is never in the range of an integer, unless it is written with many zeros: its literal decides. */
function integerRule(min: number, expected: string): PrimitiveRule {
  const isInRange = (value: number) => Number.isInteger(value) && value >= min && value <= INTEGER_MAX
  return {
    json: 'number',
    accepts: (value) =>
      typeof value === 'number'
        ? isInRange(value)
        : isExactNumber(value) && integerLiteral.test(String(value)) && isInRange(Number(value)),
    expected,
  }
}

function dateRule(expected: string, allowed: readonly DatePrecision[]): PrimitiveRule {
  return textRule(expected, (text) => {
    const date = parsePartialDate(text)
    if (date === undefined || !allowed.includes(date.precision)) return false
    // "If hours and minutes are specified, a time zone SHALL be populated."
    return date.offsetMinutes !== undefined || text.length <= 10
  })
}

/** Groups of four characters, white space between them, padding only at the end; without a regular expression that could back up over megabytes. */
function isBase64(text: string): boolean {
  const trimmed = text.trim()
  if (trimmed === '' || /[^A-Za-z0-9+/=\s]/.test(trimmed)) return false
  const groups = /\s/.test(trimmed) ? trimmed.split(/\s+/) : [trimmed]
  const padding = trimmed.indexOf('=')
  const tail = padding === -1 ? '' : trimmed.slice(padding)
  return groups.every((group) => group.length % 4 === 0) && (tail === '' || tail === '=' || tail === '==')
}

const address = (name: string) => textRule(`a ${name} without white space`, matching(/^\S+$/))

/** The rules by the name of the type. */
export const primitiveRules: Readonly<Record<string, PrimitiveRule>> = {
  boolean: {
    json: 'boolean',
    accepts: (value) => typeof value === 'boolean',
    expected: '`true` or `false`, without quotes',
  },
  integer: integerRule(-INTEGER_MAX - 1, 'a whole number of 32 bits, without quotes'),
  unsignedInt: integerRule(0, `a whole number from 0 to ${INTEGER_MAX}, without quotes`),
  positiveInt: integerRule(1, `a whole number from 1 to ${INTEGER_MAX}, without quotes`),
  decimal: {
    json: 'number',
    accepts: (value) => (typeof value === 'number' ? Number.isFinite(value) : isExactNumber(value)),
    expected: 'a number such as `1.10`, without quotes',
  },
  string: textRule(freeText, isText),
  markdown: textRule(freeText, isText),
  xhtml: textRule('XHTML such as `<div xmlns="http://www.w3.org/1999/xhtml">…</div>`', matching(/[^ \t\r\n]/)),
  code: textRule(
    'a code: no white space but single spaces inside',
    (text) => text.length <= STRING_MAX && /^\S+(?: \S+)*$/.test(text),
  ),
  id: textRule('an id: 1 to 64 letters, digits, `-` and `.`', isId),
  uri: address('uri'),
  url: address('url'),
  canonical: address('canonical url'),
  oid: textRule(
    'an oid such as `urn:oid:1.2.3.4.5`',
    // The length first: over many megabytes the repeated group would overflow the stack.
    (text) => text.length <= STRING_MAX && /^urn:oid:[0-2](?:\.(?:0|[1-9][0-9]*))+$/.test(text),
  ),
  uuid: textRule(
    'a uuid in lower case such as `urn:uuid:c757873d-ec9a-4326-a141-556f43239520`',
    matching(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/),
  ),
  base64Binary: textRule('base64: groups of four letters, digits, `+` and `/`, padded with `=`', isBase64),
  date: dateRule('a date that exists, such as `2026`, `2026-11` or `2026-11-24`', ['year', 'month', 'day']),
  dateTime: dateRule(
    'a date that exists, such as `2026`, `2026-11` or `2026-11-24`, or a time with seconds and time zone, such as `2026-11-24T09:30:00-05:00`',
    ['year', 'month', 'day', 'second', 'millisecond'],
  ),
  instant: dateRule('an instant with seconds and time zone, such as `2026-11-24T09:30:00Z`', ['second', 'millisecond']),
  time: textRule(
    'a time of day with seconds and without time zone, such as `09:30:00`',
    matching(/^([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]+)?$/),
  ),
}
