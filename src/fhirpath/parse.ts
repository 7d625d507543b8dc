import { badRequest } from '../fhir/outcome.js'
import type { Operator, Syntax } from './syntax.js'
import { type Token, tokenize } from './tokenize.js'

const depthMax = 50

/** Where the parser stands in its tokens. */
interface Reader {
  readonly expression: string
  readonly peek: () => Token
  readonly take: () => Token
  /** Takes the next token if it is this symbol or word, and says whether it was. */
  readonly accept: (text: string) => boolean
  readonly nested: <T>(read: () => T) => T
}

/**
 * Parses the subset of FHIRPath that search parameters and patches use: paths, indexers, functions, `|`, `is`, `as`, `=`, `!=`, `and`,
 * `or`, literals. A 400 FhirError says what lies outside of it. https://hl7.org/fhirpath/N1/#grammar
 */
export function parse(expression: string): Syntax {
  const reader = createReader(expression)
  const syntax = readOr(reader)
  if (reader.peek().kind !== 'end') throw unexpected(reader)
  return syntax
}

function createReader(expression: string): Reader {
  const tokens = tokenize(expression)
  const end: Token = { kind: 'end', text: '' }
  let position = 0
  let depth = 0
  const peek = () => tokens[position] ?? end
  const take = () => {
    const token = peek()
    position += 1
    return token
  }
  return {
    expression,
    peek,
    take,
    accept: (text) => {
      const token = peek()
      const accepted = token.text === text && (token.kind === 'symbol' || token.kind === 'name')
      if (accepted) position += 1
      return accepted
    },
    nested: (read) => {
      depth += 1
      if (depth > depthMax) throw badRequest(`The FHIRPath expression is nested more than ${depthMax} levels deep.`)
      const found = read()
      depth -= 1
      return found
    },
  }
}

const unexpected = ({ expression, peek }: Reader) =>
  badRequest(
    peek().kind === 'end'
      ? `The FHIRPath expression \`${expression}\` ends too early.`
      : `The FHIRPath expression \`${expression}\` has \`${peek().text}\` where it is not expected.`,
  )

/** Binary operators, from those that bind least to those that bind most. https://hl7.org/fhirpath/N1/#operator-precedence */
const leftAssociative =
  (operators: readonly Operator[], next: (reader: Reader) => Syntax) =>
  (reader: Reader): Syntax => {
    let left = next(reader)
    for (;;) {
      const operator = operators.find(reader.accept)
      if (operator === undefined) return left
      left = { kind: 'operation', operator, left, right: next(reader) }
    }
  }

const readUnion = leftAssociative(['|'], readType)
const readEquality = leftAssociative(['=', '!='], readUnion)
const readAnd = leftAssociative(['and'], readEquality)
const readOr = leftAssociative(['or'], readAnd)

function readType(reader: Reader): Syntax {
  let of = readPath(reader)
  for (;;) {
    const operator = (['is', 'as'] as const).find(reader.accept)
    if (operator === undefined) return of
    of = { kind: 'type', operator, of, type: readTypeName(reader) }
  }
}

/** A type specifier; the namespaces make no difference within the subset. */
function readTypeName(reader: Reader): string {
  const first = readName(reader)
  return (first === 'FHIR' || first === 'System') && reader.accept('.') ? readName(reader) : first
}

function readName(reader: Reader): string {
  const { kind } = reader.peek()
  if (kind !== 'name' && kind !== 'quoted-name') throw unexpected(reader)
  return reader.take().text
}

function readPath(reader: Reader): Syntax {
  let of = readTerm(reader)
  for (;;) {
    if (reader.accept('.')) of = readInvocation(reader, of)
    else if (reader.accept('[')) of = { kind: 'index', of, index: readIndex(reader) }
    else return of
  }
}

function readIndex(reader: Reader): number {
  const token = reader.peek()
  if (token.kind !== 'number' || token.text.includes('.')) throw unexpected(reader)
  reader.take()
  if (!reader.accept(']')) throw unexpected(reader)
  return Number(token.text)
}

function readTerm(reader: Reader): Syntax {
  const token = reader.peek()
  if (token.kind === 'string') return { kind: 'literal', value: reader.take().text }
  if (token.kind === 'number') return { kind: 'literal', value: Number(reader.take().text) }
  if (reader.accept('$this')) return { kind: 'this' }
  if (reader.accept('%resource')) return { kind: 'resource' }
  if (reader.accept('true')) return { kind: 'literal', value: true }
  if (reader.accept('false')) return { kind: 'literal', value: false }
  if (reader.accept('(')) return readParenthesis(reader)
  const name = readName(reader)
  return reader.accept('(') ? readCall(reader, { kind: 'this' }, name) : { kind: 'name', name }
}

function readParenthesis(reader: Reader): Syntax {
  const inner = reader.nested(() => readOr(reader))
  if (!reader.accept(')')) throw unexpected(reader)
  return inner
}

function readInvocation(reader: Reader, of: Syntax): Syntax {
  const name = readName(reader)
  return reader.accept('(') ? readCall(reader, of, name) : { kind: 'member', of, name }
}

/** The parameters of a function; those of `is`, `as` and `ofType` are types, and these calls are read as the operators that they are. */
function readCall(reader: Reader, of: Syntax, name: string): Syntax {
  if (name === 'is' || name === 'as' || name === 'ofType') {
    const type = readTypeName(reader)
    if (!reader.accept(')')) throw unexpected(reader)
    return { kind: 'type', operator: name === 'is' ? 'is' : 'as', of, type }
  }
  const parameters: Syntax[] = []
  if (reader.accept(')')) return { kind: 'call', of, name, parameters }
  do parameters.push(reader.nested(() => readOr(reader)))
  while (reader.accept(','))
  if (!reader.accept(')')) throw unexpected(reader)
  return { kind: 'call', of, name, parameters }
}
