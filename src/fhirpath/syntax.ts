/** The syntax tree of the FHIRPath subset that Anteroom reads by itself. https://hl7.org/fhirpath/N1/#expressions */
export type Syntax =
  | { readonly kind: 'this' }
  /** `%resource`: the resource that everything is in. */
  | { readonly kind: 'resource' }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  | { readonly kind: 'member'; readonly of: Syntax; readonly name: string }
  | { readonly kind: 'index'; readonly of: Syntax; readonly index: number }
  | { readonly kind: 'call'; readonly of: Syntax; readonly name: string; readonly parameters: readonly Syntax[] }
  | { readonly kind: 'type'; readonly operator: 'is' | 'as'; readonly of: Syntax; readonly type: string }
  | { readonly kind: 'operation'; readonly operator: Operator; readonly left: Syntax; readonly right: Syntax }

export type Operator = '|' | '=' | '!=' | 'and' | 'or'
