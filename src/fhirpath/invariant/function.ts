import type { Definitions } from '../../definitions/definitions.js'
import type { Members } from './members.js'
import type { Part } from './run.js'

/** What a function is compiled from: what it is called on, its parameters, and the definitions. */
export interface FunctionCall {
  readonly of: Part
  readonly parameters: readonly Part[]
  readonly definitions: Definitions
  readonly members: Members
}

export interface FunctionDefinition {
  readonly parametersMin: number
  readonly parametersMax: number
  /** Whether `$this` is each item in turn inside the parameters; else they are asked where the call stands. */
  readonly isPerItem: boolean
  readonly compile: (call: FunctionCall) => Part
}

export type FunctionTable = Readonly<Record<string, FunctionDefinition>>

/** A function without parameters. */
export const plain = (compile: (of: Part, call: FunctionCall) => Part): FunctionDefinition => ({
  parametersMin: 0,
  parametersMax: 0,
  isPerItem: false,
  compile: (call) => compile(call.of, call),
})

/** A function of one parameter, which is a value. */
export const withValue = (compile: (of: Part, value: Part, call: FunctionCall) => Part): FunctionDefinition => ({
  parametersMin: 1,
  parametersMax: 1,
  isPerItem: false,
  compile: (call) => compile(call.of, parameter(call, 0), call),
})

/** A function of one parameter, which is asked of each item. */
export const withCriterion = (compile: (of: Part, criterion: Part) => Part): FunctionDefinition => ({
  parametersMin: 1,
  parametersMax: 1,
  isPerItem: true,
  compile: (call) => compile(call.of, parameter(call, 0)),
})

/** The parameter at a position that the arity guarantees. */
export function parameter({ parameters }: FunctionCall, index: number): Part {
  const found = parameters[index]
  if (found === undefined) throw new Error(`parameter ${index + 1} is missing`)
  return found
}
