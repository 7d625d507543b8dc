import type { Definitions } from '../../definitions/definitions.js'
import type { Invariant } from '../invariant.js'
import { compileExpressionFull } from './compile.js'
import { engineInvariant } from './engine-invariant.js'
import { failedBy, resultOf } from './result.js'
import { beyond, collect, type Part, startRun } from './run.js'

/**
 * An invariant as closures; undefined where its expression is not of the subset. Where it meets values that only HL7's engine compares (amounts in different
 * units, say), the engine evaluates the whole of it.
 */
export function compiledInvariant(expression: string, definitions: Definitions): Invariant | undefined {
  const part = partOf(expression, definitions)
  if (part === undefined) return undefined
  let engine: Invariant | undefined
  return (focus, environment) => {
    try {
      const scope = startRun(focus, environment)
      if (part.test !== undefined) return resultOf([part.test(scope)], expression)
      return resultOf(
        collect(part, scope).map(({ value }) => value),
        expression,
      )
    } catch (error) {
      if (error !== beyond) return failedBy(error, expression)
      engine ??= engineInvariant(expression, definitions)
      return engine(focus, environment)
    }
  }
}

function partOf(expression: string, definitions: Definitions): Part | undefined {
  try {
    return compileExpressionFull(expression, definitions)
  } catch {
    return undefined
  }
}
