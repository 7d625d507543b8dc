import type { PackageFile, PackageManifest } from './package.js'

export const manifestPath = 'package/package.json'

/** Names and versions become parts of ids and of addresses. */
const NAME = /^[A-Za-z][A-Za-z0-9-]*(\.[A-Za-z0-9-]+)*$/
const VERSION = /^[A-Za-z0-9][A-Za-z0-9.+-]*$/
const LENGTH_MAX = 100

const listOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : [])

/**
 * Reads a package's `package.json`. Throws an Error that says what is wrong: no JSON, no name or version, or not for FHIR R4.
 * https://confluence.hl7.org/display/FHIR/NPM+Package+Specification
 */
export function readManifest({ bytes }: PackageFile): PackageManifest {
  const manifest = objectOf(bytes)
  const { name, version, title } = manifest
  if (typeof name !== 'string' || !NAME.test(name) || name.length > LENGTH_MAX) {
    throw new Error(`\`package.json\` has no \`name\` of a FHIR package, such as \`hl7.fhir.us.core\`.`)
  }
  if (typeof version !== 'string' || !VERSION.test(version) || version.length > LENGTH_MAX) {
    throw new Error(`\`package.json\` of \`${name}\` has no \`version\`, such as \`7.0.0\`.`)
  }
  const versions = [...listOf(manifest.fhirVersions), ...listOf(manifest['fhir-version-list'])]
  if (versions.length > 0 && !versions.some((each) => /^4\.0(\.|$)/.test(each))) {
    throw new Error(`\`${name}#${version}\` is for FHIR ${versions.join(', ')}; this server is FHIR R4 (4.0.1).`)
  }
  return { name, version, title: typeof title === 'string' && title !== '' ? title : undefined }
}

function objectOf(bytes: Buffer): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'))
    if (typeof value === 'object' && value !== null) return value as Readonly<Record<string, unknown>>
  } catch {
    // The sentence below says all that matters.
  }
  throw new Error('`package.json` is no JSON object.')
}
