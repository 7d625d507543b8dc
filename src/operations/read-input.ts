import type { JsonText } from '../fhir/json-text.js'
import { badRequest } from '../fhir/outcome.js'
import { suggestion } from '../fhir/suggest.js'
import type { Context, FhirRequest } from '../interactions/interaction.js'
import type { InputValue, OperationInput } from './input.js'
import type { OperationEntry, ParameterDefinition } from './operation.js'
import { type GivenParameter, givenParameters, isResourceParameter, readGiven } from './read-parameters.js'
import { readQueryValue } from './read-query.js'

/** Parameters of every request, which no operation defines. https://hl7.org/fhir/R4/http.html#parameters */
const general = new Set(['_format', '_pretty'])

interface Reading {
  /** `$lookup`, for messages. */
  readonly operation: string
  readonly context: Context
}

function definitionOf(
  { operation }: Reading,
  parameters: readonly ParameterDefinition[],
  name: string,
): ParameterDefinition {
  const found = parameters.find((parameter) => parameter.name === name)
  if (found !== undefined) return found
  const names = parameters.map((parameter) => parameter.name)
  throw badRequest(
    `\`${operation}\` has no parameter \`${name.slice(0, 100)}\`.${suggestion(name, names)} It takes ${names.map((each) => `\`${each}\``).join(', ')}.`,
  )
}

type Collected = Map<string, InputValue[]>

function add(reading: Reading, collected: Collected, parameter: ParameterDefinition, value: InputValue): void {
  const values = collected.get(parameter.name) ?? []
  values.push(value)
  collected.set(parameter.name, values)
  if (parameter.max === 1 && values.length > 1) {
    throw badRequest(`\`${parameter.name}\` of \`${reading.operation}\` is given more than once; it takes one value.`)
  }
}

function addGiven(
  reading: Reading,
  collected: Collected,
  parameters: readonly ParameterDefinition[],
  items: readonly GivenParameter[],
): void {
  const isResourceType = (name: string): boolean => reading.context.definitions.isResourceType(name)
  for (const item of items) {
    const parameter = definitionOf(reading, parameters, item.name)
    const read = readGiven(item, parameter, isResourceType)
    if (read.kind !== 'given') {
      add(reading, collected, parameter, read)
      continue
    }
    const parts: Collected = new Map()
    addGiven(reading, parts, parameter.parts ?? [], read.parts)
    add(reading, collected, parameter, { kind: 'parts', parts })
  }
}

/** The one parameter that a bare resource stands for; undefined where there is none or several. */
function bareParameter({ context }: Reading, entry: OperationEntry): ParameterDefinition | undefined {
  const isResourceType = (name: string): boolean => context.definitions.isResourceType(name)
  const [only, ...others] = entry.parameters.filter((parameter) => isResourceParameter(parameter, isResourceType))
  return others.length === 0 ? only : undefined
}

/** A Parameters resource that is meant itself, and not as the envelope of parameters. */
function isMeantItself(reading: Reading, entry: OperationEntry, request: FhirRequest, body: JsonText): boolean {
  const parameter = bareParameter(reading, entry)
  if (request.type !== 'Parameters' || parameter === undefined) return false
  const items = (body.value as { readonly parameter?: unknown }).parameter
  return !Array.isArray(items) || !items.some((item) => (item as { name?: unknown } | null)?.name === parameter.name)
}

function addBody(reading: Reading, entry: OperationEntry, request: FhirRequest, collected: Collected): void {
  const { body } = request
  if (body === undefined) return
  const { resourceType } = body.value as { readonly resourceType?: unknown }
  if (resourceType === 'Parameters' && !isMeantItself(reading, entry, request, body)) {
    addGiven(reading, collected, entry.parameters, givenParameters(body, reading.context.checkStructure))
    return
  }
  const parameter = bareParameter(reading, entry)
  if (parameter !== undefined && (parameter.type === 'Resource' || parameter.type === resourceType)) {
    add(reading, collected, parameter, { kind: 'resource', resource: body })
    return
  }
  const expected = parameter === undefined ? '' : ` or a \`${parameter.type}\``
  throw badRequest(
    `The body of \`${reading.operation}\` is a \`${String(resourceType)}\`; expected a \`Parameters\` resource${expected}.`,
  )
}

/**
 * Reads the parameters of a call: those of the address, and those of the body, which is a Parameters resource, or the bare resource where exactly one parameter
 * takes one. Throws 400 for what the operation does not know, for a wrong type, and for what is given twice and may not repeat.
 * https://hl7.org/fhir/R4/operations.html#executing
 */
export function readInput(context: Context, entry: OperationEntry, request: FhirRequest): OperationInput {
  const reading: Reading = { operation: `$${entry.code}`, context }
  const collected: Collected = new Map()
  for (const [name, text] of request.parameters) {
    if (general.has(name)) continue
    const parameter = definitionOf(reading, entry.parameters, name)
    add(reading, collected, parameter, readQueryValue(parameter, text))
  }
  addBody(reading, entry, request, collected)
  return collected
}
