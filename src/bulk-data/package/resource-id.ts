import { createHash } from 'node:crypto'
import type { PackageManifest } from './package.js'

/** https://hl7.org/fhir/R4/datatypes.html#id */
const LENGTH_MAX = 64
const HASH_LENGTH = 12

/**
 * The id under which a resource of a package is stored: `hl7.fhir.us.core-7.0.0-us-core-patient`, so that versions stand side by side and the same package
 * always leads to the same ids. One that would be too long is cut, and ends in a hash of the whole.
 */
export function packageResourceId({ name, version }: PackageManifest, type: string, id: string): string {
  const whole = `${name}-${version}-${id}`.replace(/[^A-Za-z0-9.-]/g, '-')
  if (whole.length <= LENGTH_MAX) return whole
  const hash = createHash('sha256').update(`${name}#${version} ${type}/${id}`).digest('hex').slice(0, HASH_LENGTH)
  return `${whole.slice(0, LENGTH_MAX - HASH_LENGTH - 1)}-${hash}`
}
