import type { ResourceText } from '../../fhir/resource-text.js'

/** What a package says of itself. https://confluence.hl7.org/display/FHIR/NPM+Package+Specification */
export interface PackageManifest {
  readonly name: string
  readonly version: string
  readonly title: string | undefined
}

/** A resource of a package, and the file that it was in. */
export interface PackageResource {
  readonly file: string
  readonly content: ResourceText
}

/** A package as it was read: what it says of itself, and its conformance resources. */
export interface ReadPackage extends PackageManifest {
  readonly resources: readonly PackageResource[]
}

/** A file of a package: its path inside (`package/package.json`), and its bytes. */
export interface PackageFile {
  readonly path: string
  readonly bytes: Buffer
}

/** What a package may hold at the most; US Core 7.0.0 has 560 entries and 30 MB. */
export interface PackageLimits {
  readonly entries: number
  readonly fileBytes: number
  /** Unpacked, what is not read included. */
  readonly totalBytes: number
}

export const packageLimits: PackageLimits = {
  entries: 100_000,
  fileBytes: 50_000_000,
  totalBytes: 1_000_000_000,
}
