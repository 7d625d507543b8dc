import fhirpath, { type Model, type ResourceNode } from 'fhirpath'
import r4 from 'fhirpath/fhir-context/r4'
import type { Definitions } from '../definitions/definitions.js'
import { badRequest } from '../fhir/outcome.js'
import type { Expression, TypedValue } from './expression.js'
import { referencedType } from './reference-type.js'
import { lengthMax } from './tokenize.js'
import { isA } from './type-hierarchy.js'

const model: Model = r4

/**
 * `resolve() is Type` becomes a function of our own, which asks the reference itself: the engine would fetch the target over HTTP.
 * https://github.com/HL7/fhirpath.js#user-defined-functions
 */
const withoutFetching = (expression: string) =>
  expression.replace(/\bresolve\(\)\s+is\s+(?:FHIR\.)?([A-Z]\w*)/g, "resolvesTo('$1')")

const functionsOf = (definitions: Definitions) => ({
  resolvesTo: {
    fn: (nodes: readonly ResourceNode[], wanted: string) =>
      nodes.map((node) => isA(referencedType(node.data, rootOf(node)) ?? '', wanted, definitions)),
    arity: { 1: ['String' as const] },
    internalStructures: true,
  },
})

const rootOf = (node: ResourceNode): unknown => (node.parentResNode === null ? node.data : rootOf(node.parentResNode))

/**
 * Any FHIRPath expression, through HL7's engine. A 400 FhirError where it cannot be read; the function that it gives finds nothing
 * where the evaluation fails, as index expressions have to live with any content.
 */
export function engineExpression(expression: string, rootType: string, definitions: Definitions): Expression {
  const run = prepare(expression, rootType, definitions)
  return (resource, root) => {
    try {
      return run(resource, root)
    } catch {
      return []
    }
  }
}

const unreadable = (expression: string, error: unknown) =>
  badRequest(
    `The FHIRPath expression \`${expression}\` fails: ${error instanceof Error ? error.message : String(error)}.`,
  )

function prepare(expression: string, rootType: string, definitions: Definitions): Expression {
  if (expression.length > lengthMax) {
    throw badRequest(`The FHIRPath expression has ${expression.length} characters; at most ${lengthMax} are read.`)
  }
  const text = withoutFetching(expression)
  const options = { resolveInternalTypes: false, userInvocationTable: functionsOf(definitions) }
  const path = definitions.isResourceType(rootType) ? text : { base: rootType, expression: text }
  try {
    const run = fhirpath.compile(path, model, options)
    return (resource, root = resource) => typedValues(run(resource, { resource: root }))
  } catch (error) {
    throw unreadable(expression, error)
  }
}

/** The engine's nodes with their types; elements that have an extension and no value are no values. */
function typedValues(results: readonly unknown[]): readonly TypedValue[] {
  const types = fhirpath.types(results)
  return results
    .map((result, index) => (isNode(result) ? fromNode(result, types[index]) : plainValue(result, types[index])))
    .filter((found) => found.value !== undefined && found.value !== null)
}

const isNode = (result: unknown): result is ResourceNode =>
  typeof result === 'object' && result !== null && 'fhirNodeDataType' in result

function fromNode(node: ResourceNode, engineType: string | undefined): TypedValue {
  const type = fhirType(engineType)
  const isBackbone = type === 'BackboneElement' || type === 'Element'
  return { type: isBackbone ? (node.path ?? type) : type, value: node.data }
}

const plainValue = (result: unknown, engineType: string | undefined): TypedValue => ({
  type: fhirType(engineType),
  value: fhirpath.resolveInternalTypes([result])[0],
})

function fhirType(engineType = 'FHIR.Element'): string {
  const name = engineType.replace(/^(FHIR|System)\./, '')
  return systemTypes[name] ?? name
}

/** https://hl7.org/fhir/R4/fhirpath.html#types */
const systemTypes: Readonly<Record<string, string>> = {
  Boolean: 'boolean',
  String: 'string',
  Integer: 'integer',
  Decimal: 'decimal',
  Date: 'date',
  DateTime: 'dateTime',
  Time: 'time',
}
