import type { ScopeLetter } from '../access/access.js'
import type { Context, FhirRequest, FhirResponse } from '../interactions/interaction.js'
import type { OperationInput } from './input.js'

/** Where an operation is called: on the server, a type, or one resource. https://hl7.org/fhir/R4/operations.html */
export type OperationLevel = 'system' | 'type' | 'instance'

/** A level of an operation: what a client needs to call it there, and how. */
export interface OperationPlace {
  readonly level: OperationLevel
  /** The letter that the client's scopes have to allow for the type; `each`: the operation asks for itself. */
  readonly scope: ScopeLetter | 'each'
}

/** One input parameter, as OperationDefinition.parameter has it. https://hl7.org/fhir/R4/operationdefinition.html */
export interface ParameterDefinition {
  readonly name: string
  /** A data type such as `uri` or `Coding`; `Resource` or a resource type; `part` where there are parameters within. */
  readonly type: string
  /** `*`: it may repeat. */
  readonly max: 1 | '*'
  readonly parts?: readonly ParameterDefinition[]
}

/** A call of an operation, free of transport, its parameters read and of their types. */
export interface OperationRequest {
  readonly level: OperationLevel
  readonly type: string | undefined
  readonly id: string | undefined
  readonly input: OperationInput
  /** The request that it came with. */
  readonly request: FhirRequest
}

export type Operation = (context: Context, request: OperationRequest) => Promise<FhirResponse>

/** One line of the list of operations: routes, scopes, metrics and the CapabilityStatement are derived from it. */
export interface OperationEntry {
  /** Without the `$`. */
  readonly code: string
  /** The canonical of its OperationDefinition. */
  readonly definition: string
  readonly places: readonly OperationPlace[]
  /** The resource types that have it; `*` means all of them. */
  readonly types: readonly string[] | '*'
  /** `GET` only where it changes nothing. */
  readonly methods: readonly ('GET' | 'POST')[]
  readonly parameters: readonly ParameterDefinition[]
  readonly perform: Operation
}
