import { _, type CodeGen, Name, stringify } from 'ajv'
import type { Rule } from '../run.js'

/** Makes a rule from its parameters, which are plain JSON. */
export type RuleMaker = (parameters: object) => Rule

/** Answers which slices each value belongs to, by their indices, and reports what is wrong with the slicing itself. */
export type Slicer = (value: unknown, spot: Parameters<Rule>[1]) => readonly (readonly number[])[]

/** Everything that compiled code calls, by the name of its keyword. */
export interface RuleMakers {
  readonly rules: Readonly<Record<string, RuleMaker>>
  readonly slicing: (parameters: object) => Slicer
}

/**
 * The name of a rule in generated code. In the process it is the rule itself; in code that the build writes it is the call that makes it:
 * `rules.binding({…})`. The same rule with the same parameters is made once.
 */
export function scopeRule(gen: CodeGen, name: string, parameters: object, makers: RuleMakers): Name {
  const ref = name === 'slicing' ? makers.slicing(parameters) : makers.rules[name]?.(parameters)
  if (ref === undefined) throw new Error(`There is no rule \`${name}\`.`)
  return gen.scopeValue('keyword', {
    key: `${name} ${JSON.stringify(parameters)}`,
    ref,
    code: _`rules.${new Name(name)}(${stringify(parameters)})`,
  })
}
