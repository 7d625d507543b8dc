import { badRequest } from '../../fhir/outcome.js'
import { lengthMax, withoutEscapes } from '../tokenize.js'

export type TokenKind =
  | 'name'
  | 'quotedName'
  | 'variable'
  | 'string'
  | 'number'
  | 'date'
  | 'dateTime'
  | 'time'
  | 'symbol'
  | 'end'

export interface Token {
  readonly kind: TokenKind
  readonly text: string
}

const clock = String.raw`\d\d(?::\d\d(?::\d\d(?:\.\d+)?)?)?`
const day = String.raw`\d{4}(?:-\d\d(?:-\d\d)?)?`

/** https://hl7.org/fhirpath/N1/#lexical-elements; the order matters: what is longer comes first. */
const pattern = new RegExp(
  [
    String.raw`\s+|\/\*[\s\S]*?\*\/|\/\/[^\r\n]*`,
    '(?<name>\\$?[A-Za-z_]\\w*)',
    '`(?<quotedName>(?:[^`\\\\]|\\\\.)*)`',
    "%(?:`(?<tickedVariable>(?:[^`\\\\]|\\\\.)+)`|'(?<quotedVariable>(?:[^'\\\\]|\\\\.)+)'|(?<variable>[A-Za-z_]\\w*))",
    "'(?<string>(?:[^'\\\\]|\\\\.)*)'",
    `@T(?<time>${clock})`,
    String.raw`@(?<dateTime>${day}T(?:${clock}(?:Z|[+-]\d\d:\d\d)?)?)`,
    `@(?<date>${day})`,
    String.raw`(?<number>\d+(?:\.\d+)?(?![\w.]*L\b))`,
    String.raw`(?<symbol>!=|!~|<=|>=|[-.()[\],|=~<>+&*/{}])`,
  ].join('|'),
  'suy',
)

const kinds: Readonly<Record<string, TokenKind>> = {
  name: 'name',
  quotedName: 'quotedName',
  variable: 'variable',
  tickedVariable: 'variable',
  quotedVariable: 'variable',
  string: 'string',
  number: 'number',
  date: 'date',
  dateTime: 'dateTime',
  time: 'time',
  symbol: 'symbol',
}

const isQuoted = new Set(['quotedName', 'string', 'tickedVariable', 'quotedVariable'])

/** Cuts an expression into tokens, an `end` token last. A 400 FhirError where it stops being FHIRPath, or has more than 4,000 characters. */
export function tokensOf(expression: string): readonly Token[] {
  if (expression.length > lengthMax) {
    throw badRequest(`The FHIRPath expression has ${expression.length} characters; at most ${lengthMax} are read.`)
  }
  const tokens: Token[] = []
  const scan = new RegExp(pattern)
  while (scan.lastIndex < expression.length) {
    const start = scan.lastIndex
    const found = scan.exec(expression)
    if (found === null) {
      throw badRequest(
        `The FHIRPath expression has something unexpected at character ${start + 1}, \`${expression.slice(start, start + 10)}\`.`,
      )
    }
    for (const [group, text] of Object.entries(found.groups ?? {})) {
      const kind = kinds[group]
      if (text !== undefined && kind !== undefined) {
        tokens.push({ kind, text: isQuoted.has(group) ? withoutEscapes(text) : text })
      }
    }
  }
  return [...tokens, { kind: 'end', text: '' }]
}
