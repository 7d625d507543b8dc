import fhirpath from 'fhirpath'
import type { Definitions } from '../../definitions/definitions.js'
import type { Invariant } from '../invariant.js'
import { lengthMax } from '../tokenize.js'
import { createAllowance, withinTime } from './allowance.js'
import { engineFunctions } from './engine-functions.js'
import { createEngineNodes, model, withoutExactNumbers } from './engine-node.js'
import { failed, failedBy, resultOf } from './result.js'
import { variablesIn } from './variables.js'

type Evaluate = (node: unknown, variables: object, options: object) => readonly unknown[]

/**
 * Any FHIRPath invariant, through HL7's engine. It is parsed when it is first asked. Nothing is fetched and nothing is printed: what the engine would
 * ask a server for, the environment answers.
 */
export function engineInvariant(expression: string, definitions: Definitions): Invariant {
  if (expression.length > lengthMax) {
    return () => failed(`The invariant has ${expression.length} characters; at most ${lengthMax} are read.`)
  }
  const variables = variablesIn(expression)
  const nodeOf = createEngineNodes(definitions)
  let evaluate: Evaluate | undefined
  return (focus, environment) => {
    try {
      const compiled = evaluate ?? (fhirpath.compile(expression, model, options) as Evaluate)
      evaluate = compiled
      const resource = withoutExactNumbers(environment.resource)
      const rootResource = withoutExactNumbers(environment.rootResource)
      const userInvocationTable = engineFunctions(environment, nodeOf)
      const focusNode = nodeOf(focus) ?? []
      const found = withinTime(environment.allowance ?? createAllowance(), () =>
        compiled(focusNode, { ...variables, resource, rootResource }, { userInvocationTable }).map(plainValue),
      )
      return resultOf(found, expression)
    } catch (error) {
      return failedBy(error, expression)
    }
  }
}

const options = { resolveInternalTypes: false, traceFn: () => undefined } as const

const plainValue = (found: unknown): unknown =>
  typeof found === 'object' && found !== null && 'fhirNodeDataType' in found
    ? (found as { data?: unknown }).data
    : found
