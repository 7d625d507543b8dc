/**
 * What the FHIR specification (and later our profiles) defines, as immutable registries. Built by `compile/` at build time into
 * `dist/definitions`, loaded lazily for each type. https://hl7.org/fhir/R4/structuredefinition.html
 */

/** One element of a type, as the compact definitions carry it. */
export interface ElementDefinition {
  /** The name without the choice suffix: `value` for `value[x]`. */
  readonly name: string
  /** Type codes: `string`, `Quantity`, `Reference`, `Observation.component` (a backbone), `Resource` (contained, entry.resource). */
  readonly types: readonly string[]
  /** True for `[x]`: the JSON name is the name and the capitalised type (`valueQuantity`). */
  readonly choice: boolean
  readonly min: number
  /** `*` is Infinity. */
  readonly max: number
  /** ElementDefinition.isSummary: part of `_summary=true`. */
  readonly summary: boolean
  readonly modifier: boolean
  /** Resource types that a Reference may point to; empty means any. */
  readonly targets: readonly string[]
  /** True for what XML writes as an attribute: `Element.id`, `Extension.url`, and xhtml's own. */
  readonly attribute: boolean
}

export type TypeKind = 'resource' | 'complex-type' | 'primitive-type' | 'backbone'

/** A resource type, data type, or backbone element (`Patient.contact`), elements in the specification's order, inherited ones included. */
export interface TypeDefinition {
  readonly name: string
  readonly kind: TypeKind
  readonly elements: readonly ElementDefinition[]
  /**
   * Elements by their JSON name, choices spelled out (`valueQuantity`), each with the one type that this JSON name stands for.
   */
  readonly byJsonName: ReadonlyMap<string, { readonly element: ElementDefinition; readonly type: string }>
}

export type SearchParameterType =
  | 'token'
  | 'reference'
  | 'string'
  | 'date'
  | 'number'
  | 'quantity'
  | 'uri'
  | 'composite'
  | 'special'

/** A SearchParameter for one resource type. https://hl7.org/fhir/R4/searchparameter.html */
export interface SearchParameterDefinition {
  readonly code: string
  readonly url: string
  readonly type: SearchParameterType
  /** FHIRPath, already cut down to the alternatives that apply to the one resource type (`Patient.name`). */
  readonly expression: string
  readonly description: string
  /** Target types of a reference parameter, Resource written out as every type. */
  readonly targets: readonly string[]
  /** The code systems that a `code` among its values implies, by the value set that the element is bound to; mostly one. */
  readonly systems: readonly string[]
  readonly components: readonly { readonly definition: string; readonly expression: string }[]
}

/** One compartment, as data. https://hl7.org/fhir/R4/compartmentdefinition.html */
export interface CompartmentDefinition {
  readonly code: string
  /** Resource type → codes of the search parameters that put it in (`{def}` is the resource itself). */
  readonly parameters: ReadonlyMap<string, readonly string[]>
}

export interface Definitions {
  /** The 146 concrete resource types of R4, sorted. */
  readonly resourceTypes: readonly string[]
  isResourceType(name: string): boolean
  /** A resource, data type or backbone; undefined where there is none of that name. Loads lazily, then answers from memory. */
  type(name: string): TypeDefinition | undefined
  /** The search parameters of a resource type by code, those of Resource and DomainResource included (`_id`, `_lastUpdated` …). */
  searchParameters(resourceType: string): ReadonlyMap<string, SearchParameterDefinition>
  /** Patient, Practitioner, Encounter, RelatedPerson, Device. */
  compartment(code: string): CompartmentDefinition | undefined
}
