import type { FhirResponse } from '../interactions/interaction.js'

/** An output parameter; those without a value are left out by whoever makes them. https://hl7.org/fhir/R4/parameters.html */
export type OutputParameter = Readonly<Record<string, unknown>> & { readonly name: string }

/** 200 with a bare resource: what an operation answers whose only output is `return`. https://hl7.org/fhir/R4/operations.html#response */
export const resourceAnswer = (resource: object): FhirResponse => ({ status: 200, body: JSON.stringify(resource) })

/** 200 with a Parameters resource. */
export const parametersAnswer = (parameter: readonly OutputParameter[]): FhirResponse =>
  resourceAnswer({ resourceType: 'Parameters', ...(parameter.length === 0 ? {} : { parameter }) })
