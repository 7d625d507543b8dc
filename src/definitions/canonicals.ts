import type { CodeSystem, ConceptMap, SearchParameter, StructureDefinition, ValueSet } from '@medplum/fhirtypes'

/** Conformance resources that are found by their canonical url. https://hl7.org/fhir/R4/references.html#canonical */
export interface CanonicalTypes {
  readonly StructureDefinition: StructureDefinition
  readonly ValueSet: ValueSet
  readonly CodeSystem: CodeSystem
  readonly ConceptMap: ConceptMap
  readonly SearchParameter: SearchParameter
}

export type CanonicalType = keyof CanonicalTypes

/** One version of a canonical: what the index knows of it; the resource itself is parsed when it is first asked for. */
export interface CanonicalEntry<T extends CanonicalType = CanonicalType> {
  readonly type: T
  readonly url: string
  readonly version: string | undefined
  readonly id: string
  /** Where it comes from: a package as `hl7.fhir.r4.core#4.0.1`, or `stored` for what a client wrote. */
  readonly origin: string
  /** The parsed resource, the same object each time; nobody may change it. Narrative may be left out. */
  load(): CanonicalTypes[T]
}

/**
 * All conformance resources that this server knows at one moment: R4's own, Anteroom's profiles, installed packages, and what clients stored. An
 * immutable value: where something is added, a new one takes its place, and whatever was compiled from the old one goes with it.
 */
export interface Canonicals {
  /**
   * The entry of `url` or `url|version` (a version may be cut: `|4.0` finds 4.0.1; that of a package stands for what it
   * brings). A fragment is dropped. Without a version: the newest of the last layer that has the url, so that stored ones and packages win over R4's
   * own. Undefined where nothing fits.
   */
  entry<T extends CanonicalType>(type: T, canonical: string): CanonicalEntry<T> | undefined
  /** The resource of `entry`. */
  find<T extends CanonicalType>(type: T, canonical: string): CanonicalTypes[T] | undefined
  /** Every entry of a type, sorted by url, the newest version first. */
  list<T extends CanonicalType>(type: T): readonly CanonicalEntry<T>[]
  /** Every version of a url, newest first. */
  versions<T extends CanonicalType>(type: T, url: string): readonly CanonicalEntry<T>[]
}
