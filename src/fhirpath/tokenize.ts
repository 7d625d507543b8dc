import { badRequest } from '../fhir/outcome.js'

export interface Token {
  readonly kind: 'name' | 'quoted-name' | 'string' | 'number' | 'symbol' | 'end'
  readonly text: string
}

/** The longest that a search parameter of R4 has for one type is 159 characters long. */
export const lengthMax = 4000
const pattern =
  /\s+|(?<name>\$this|%resource|[A-Za-z_]\w*)|`(?<quotedName>[^`\\]+)`|'(?<string>(?:[^'\\]|\\.)*)'|(?<number>\d+(?:\.\d+)?)|(?<symbol>!=|[.()[\],|=])/suy

type Groups = { readonly [name in 'name' | 'quotedName' | 'string' | 'number' | 'symbol']?: string | undefined }

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f' }

/**
 * Cuts an expression of the subset into tokens, an `end` token last. A 400 FhirError tells where it stops being of the subset, or that
 * it is longer than 4,000 characters.
 */
export function tokenize(expression: string): readonly Token[] {
  if (expression.length > lengthMax) {
    throw badRequest(`The FHIRPath expression has ${expression.length} characters; at most ${lengthMax} are read.`)
  }
  const tokens: Token[] = []
  const scan = new RegExp(pattern)
  while (scan.lastIndex < expression.length) {
    const start = scan.lastIndex
    const groups: Groups | undefined = scan.exec(expression)?.groups
    if (groups === undefined) {
      throw badRequest(
        `The FHIRPath expression \`${expression}\` has something unexpected at character ${start + 1}, \`${expression.slice(start, start + 10)}\`.`,
      )
    }
    const token = tokenOf(groups)
    if (token !== undefined) tokens.push(token)
  }
  return [...tokens, { kind: 'end', text: '' }]
}

/** The token of a match; undefined for white space. */
function tokenOf({ name, quotedName, string, number, symbol }: Groups): Token | undefined {
  if (name !== undefined) return { kind: 'name', text: name }
  if (quotedName !== undefined) return { kind: 'quoted-name', text: quotedName }
  if (string !== undefined) return { kind: 'string', text: withoutEscapes(string) }
  if (number !== undefined) return { kind: 'number', text: number }
  if (symbol !== undefined) return { kind: 'symbol', text: symbol }
  return undefined
}

/** The text that a literal stands for, its escapes resolved. https://hl7.org/fhirpath/N1/#string */
export const withoutEscapes = (text: string) =>
  text.replace(/\\(?:u([0-9A-Fa-f]{4})|(.))/gsu, (_, hex: string | undefined, letter: string) =>
    hex === undefined ? (escapes[letter] ?? letter) : String.fromCharCode(Number.parseInt(hex, 16)),
  )
