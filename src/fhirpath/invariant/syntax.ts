import type { ExactNumber } from '../../fhir/exact-number.js'

/** A type as an expression names it: `Quantity`, `FHIR.Patient`, `System.String`. https://hl7.org/fhirpath/N1/#types */
export interface TypeName {
  readonly namespace: string | undefined
  readonly name: string
}

/** The syntax tree of FHIRPath as invariants use it. https://hl7.org/fhirpath/N1/#expressions */
export type Syntax =
  | { readonly kind: 'this' }
  | { readonly kind: 'index' }
  /** `{}` */
  | { readonly kind: 'nothing' }
  /** `%resource`, `%ucum`, … */
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'literal'; readonly type: LiteralType; readonly value: string | number | boolean | ExactNumber }
  /** A name that a term begins with: an element of `$this`, or its type. */
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'member'; readonly of: Syntax; readonly name: string }
  | { readonly kind: 'item'; readonly of: Syntax; readonly index: Syntax }
  | Call
  | TypeOperation
  | Operation

export interface Call {
  readonly kind: 'call'
  readonly of: Syntax
  readonly name: string
  readonly parameters: readonly Syntax[]
}

export interface TypeOperation {
  readonly kind: 'type'
  readonly operator: 'is' | 'as' | 'ofType'
  readonly of: Syntax
  readonly type: TypeName
}

export interface Operation {
  readonly kind: 'operation'
  readonly operator: Operator
  readonly left: Syntax
  readonly right: Syntax
}

export type LiteralType = 'String' | 'Integer' | 'Decimal' | 'Boolean' | 'Date' | 'DateTime' | 'Time'

/** Binary operators by how much they bind, those that bind least first. https://hl7.org/fhirpath/N1/#operator-precedence */
export const operatorLevels = [
  ['implies'],
  ['or', 'xor'],
  ['and'],
  ['in', 'contains'],
  ['=', '~', '!=', '!~'],
  ['<=', '<', '>', '>='],
  ['|'],
  ['is', 'as'],
  ['+', '-', '&'],
  ['*', '/', 'div', 'mod'],
] as const

export type Operator = Exclude<(typeof operatorLevels)[number][number], 'is' | 'as'>
