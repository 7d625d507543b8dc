import type { RuleMaker } from '../keywords/rule-makers.js'
import type { Rule } from '../run.js'

/** Any rule by its parameters; each maker has its own type of parameters, which the schema fills. */
export type AnyRuleMaker = (parameters: never) => Rule

/**
 * Makes each rule when its first value comes: most elements of a type never occur. Parameters that can't be used (an expression that doesn't parse) are
 * one issue of the resource, and no error is thrown.
 */
export function lazyMakers(makers: Readonly<Record<string, AnyRuleMaker>>): Readonly<Record<string, RuleMaker>> {
  return Object.fromEntries(Object.entries(makers).map(([name, make]) => [name, lazyMaker(name, make)]))
}

const lazyMaker =
  (name: string, make: AnyRuleMaker): RuleMaker =>
  (parameters) => {
    let rule: Rule | undefined
    return (value, spot, sibling) => {
      rule ??= made(name, make, parameters)
      rule(value, spot, sibling)
    }
  }

function made(name: string, make: AnyRuleMaker, parameters: object): Rule {
  try {
    return make(parameters as never)
  } catch (error) {
    return unusable(name, parameters, error instanceof Error ? error.message : String(error))
  }
}

function unusable(name: string, parameters: object, message: string): Rule {
  const { key } = parameters as { readonly key?: string }
  const what = key === undefined ? `rule \`${name}\`` : `invariant \`${key}\``
  return (_value, { frame }) =>
    frame.run.report({
      severity: 'error',
      code: 'processing',
      pointer: frame.pointer,
      sentence: `The ${what} of a profile of \`{path}\` can't be used: ${message}`,
    })
}
