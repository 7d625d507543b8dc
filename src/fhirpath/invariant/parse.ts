import type { ExactNumber } from '../../fhir/exact-number.js'
import { badRequest } from '../../fhir/outcome.js'
import { type Operator, operatorLevels, type Syntax, type TypeName } from './syntax.js'
import { type Token, type TokenKind, tokensOf } from './tokens.js'

/** The deepest that parentheses and parameters may be nested, and the most steps or operators that may follow one another. */
const depthMax = 50
const chainMax = 300

interface Reader {
  peek(): Token
  take(): Token
  accept(kind: TokenKind, text: string): boolean
  /** Reads one level deeper. */
  nested(read: (reader: Reader) => Syntax): Syntax
}

/** Reads an expression. A 400 FhirError where it is no FHIRPath, or of a kind that is left to HL7's engine. https://hl7.org/fhirpath/N1/#grammar */
export function parseInvariant(expression: string): Syntax {
  const reader = createReader(tokensOf(expression))
  const syntax = readOperation(reader, 0)
  if (reader.peek().kind !== 'end') throw unexpected(reader)
  return syntax
}

function createReader(tokens: readonly Token[]): Reader {
  const end: Token = { kind: 'end', text: '' }
  let position = 0
  let depth = 0
  const reader: Reader = {
    peek: () => tokens[position] ?? end,
    take: () => {
      position += 1
      return tokens[position - 1] ?? end
    },
    accept: (kind, text) => {
      const token = tokens[position] ?? end
      const accepted = token.kind === kind && token.text === text
      if (accepted) position += 1
      return accepted
    },
    nested: (read) => {
      depth += 1
      if (depth > depthMax) throw badRequest(`The FHIRPath expression is nested more than ${depthMax} levels deep.`)
      const found = read(reader)
      depth -= 1
      return found
    },
  }
  return reader
}

const unexpected = ({ peek }: Reader) =>
  badRequest(
    peek().kind === 'end'
      ? 'The FHIRPath expression ends too early.'
      : `The FHIRPath expression has \`${peek().text}\` where it is not expected.`,
  )

const tooLong = () => badRequest(`The FHIRPath expression has more than ${chainMax} steps or operators in a row.`)

const isWord = (operator: string) => /^\w/.test(operator)

function readOperation(reader: Reader, level: number): Syntax {
  const operators = operatorLevels[level]
  if (operators === undefined) return readSign(reader)
  let left = readOperation(reader, level + 1)
  for (let count = 0; ; count += 1) {
    const operator = operators.find((text) => reader.accept(isWord(text) ? 'name' : 'symbol', text))
    if (operator === undefined) return left
    if (count > chainMax) throw tooLong()
    left =
      operator === 'is' || operator === 'as'
        ? { kind: 'type', operator, of: left, type: readTypeName(reader) }
        : { kind: 'operation', operator: operator satisfies Operator, left, right: readOperation(reader, level + 1) }
  }
}

/** A sign before a number; any other sign is left to the engine. */
function readSign(reader: Reader): Syntax {
  const isMinus = reader.accept('symbol', '-')
  if (!isMinus && !reader.accept('symbol', '+')) return readPath(reader)
  const of = readPath(reader)
  if (of.kind !== 'literal' || (of.type !== 'Integer' && of.type !== 'Decimal')) {
    throw badRequest('A sign stands before something else than a number.')
  }
  return isMinus ? { ...of, value: -Number(of.value) } : of
}

function readPath(reader: Reader): Syntax {
  let of = readTerm(reader)
  for (let count = 0; ; count += 1) {
    if (count > chainMax) throw tooLong()
    if (reader.accept('symbol', '.')) of = readStep(reader, of)
    else if (reader.accept('symbol', '[')) of = { kind: 'item', of, index: readUpTo(reader, ']') }
    else return of
  }
}

function readUpTo(reader: Reader, symbol: string): Syntax {
  const syntax = reader.nested((inner) => readOperation(inner, 0))
  if (!reader.accept('symbol', symbol)) throw unexpected(reader)
  return syntax
}

function readTerm(reader: Reader): Syntax {
  if (reader.accept('symbol', '(')) return readUpTo(reader, ')')
  if (reader.accept('symbol', '{')) {
    if (!reader.accept('symbol', '}')) throw unexpected(reader)
    return { kind: 'nothing' }
  }
  if (reader.accept('name', '$this')) return { kind: 'this' }
  if (reader.accept('name', '$index')) return { kind: 'index' }
  const { kind, text } = reader.peek()
  if (kind === 'variable') {
    reader.take()
    return { kind, name: text }
  }
  return readLiteral(reader) ?? readName(reader)
}

function readLiteral(reader: Reader): Syntax | undefined {
  const { kind, text } = reader.peek()
  const literal = literalOf(kind, text)
  if (literal === undefined) return undefined
  reader.take()
  if (kind === 'number' && isUnit(reader.peek()))
    throw badRequest('Quantities in an expression are left to the engine.')
  return literal
}

function literalOf(kind: TokenKind, text: string): Syntax | undefined {
  switch (kind) {
    case 'string':
      return { kind: 'literal', type: 'String', value: text }
    case 'number':
      return { kind: 'literal', type: text.includes('.') ? 'Decimal' : 'Integer', value: numberAsWritten(text) }
    case 'date':
      return { kind: 'literal', type: 'Date', value: text }
    case 'dateTime':
      return { kind: 'literal', type: 'DateTime', value: text }
    case 'time':
      return { kind: 'literal', type: 'Time', value: text }
    default:
      if (kind !== 'name' || (text !== 'true' && text !== 'false')) return undefined
      return { kind: 'literal', type: 'Boolean', value: text === 'true' }
  }
}

/** A number that still knows its digits where a double forgets them, as it does of `1.0`. */
function numberAsWritten(text: string): number | ExactNumber {
  const value = Number(text)
  return String(value) === text ? value : { toString: () => text, valueOf: () => value }
}

const isUnit = ({ kind, text }: Token) =>
  kind === 'string' || (kind === 'name' && /^(year|month|week|day|hour|minute|second|millisecond)s?$/.test(text))

const reserved = new Set(['and', 'or', 'xor', 'implies', 'div', 'mod', 'true', 'false'])

function readIdentifier(reader: Reader): string {
  const { kind, text } = reader.peek()
  const isName = kind === 'quotedName' || (kind === 'name' && !text.startsWith('$') && !reserved.has(text))
  if (!isName) throw unexpected(reader)
  reader.take()
  return text
}

function readName(reader: Reader): Syntax {
  const name = readIdentifier(reader)
  return reader.accept('symbol', '(') ? readCall(reader, { kind: 'this' }, name) : { kind: 'name', name }
}

function readStep(reader: Reader, of: Syntax): Syntax {
  const name = readIdentifier(reader)
  return reader.accept('symbol', '(') ? readCall(reader, of, name) : { kind: 'member', of, name }
}

function readTypeName(reader: Reader): TypeName {
  const first = readIdentifier(reader)
  return reader.accept('symbol', '.')
    ? { namespace: first, name: readIdentifier(reader) }
    : { namespace: undefined, name: first }
}

/** The parameters of a function; that of `is`, `as` and `ofType` is a type. */
function readCall(reader: Reader, of: Syntax, name: string): Syntax {
  if (name === 'is' || name === 'as' || name === 'ofType') {
    const type = readTypeName(reader)
    if (!reader.accept('symbol', ')')) throw unexpected(reader)
    return { kind: 'type', operator: name, of, type }
  }
  const parameters: Syntax[] = []
  if (reader.accept('symbol', ')')) return { kind: 'call', of, name, parameters }
  do parameters.push(reader.nested((inner) => readOperation(inner, 0)))
  while (reader.accept('symbol', ','))
  if (!reader.accept('symbol', ')')) throw unexpected(reader)
  return { kind: 'call', of, name, parameters }
}
