import { stat } from 'node:fs/promises'
import { parseJson } from '../../fhir/json-parse.js'
import type { JsonLimits } from '../../fhir/json-scan.js'
import { resourceText } from '../../fhir/resource-text.js'
import { isConformanceType } from '../../store/conformance.js'
import { manifestPath, readManifest } from './manifest.js'
import {
  type PackageFile,
  type PackageManifest,
  type PackageResource,
  packageLimits,
  type ReadPackage,
} from './package.js'
import { readArchive } from './read-archive.js'
import { readFolder } from './read-folder.js'

/** Problems that are told; the others are counted. */
const PROBLEMS_MAX = 50

/** One Error with all reasons, a line each. */
export function problemsError(subject: string, problems: readonly string[]): Error {
  const more = problems.length > PROBLEMS_MAX ? [`… and ${problems.length - PROBLEMS_MAX} more`] : []
  return new Error([`${subject} was not installed:`, ...problems.slice(0, PROBLEMS_MAX), ...more].join('\n  '))
}

async function filesOf(path: string, isEnough?: (file: PackageFile) => boolean): Promise<readonly PackageFile[]> {
  const status = await stat(path).catch(() => undefined)
  if (status === undefined) throw new Error(`There is no file or folder \`${path}\`.`)
  return status.isDirectory() ? readFolder(path, packageLimits) : readArchive(path, packageLimits, isEnough)
}

function manifestOf(path: string, files: readonly PackageFile[]): PackageManifest {
  const file = files.find((each) => each.path === manifestPath)
  if (file === undefined) throw new Error(`\`${path}\` is no FHIR package: it has no \`${manifestPath}\`.`)
  return readManifest(file)
}

/** What a package says of itself: an archive is read no further than that. Throws as `readPackage`. */
export async function readPackageManifest(path: string): Promise<PackageManifest> {
  return manifestOf(path, await filesOf(path, (file) => file.path === manifestPath))
}

/** A file without `resourceType` is none of FHIR's; what is no conformance resource is passed over, such as examples. */
function resourceOf(file: PackageFile, limits: JsonLimits): PackageResource | undefined {
  const json = parseJson(file.bytes.toString('utf8'), limits)
  const { resourceType } = (json.value ?? {}) as { readonly resourceType?: unknown }
  if (typeof resourceType !== 'string' || !isConformanceType(resourceType)) return undefined
  return { file: file.path.replace(/^package\//, ''), content: resourceText(json) }
}

/**
 * Reads a FHIR package from a `.tgz` or an unpacked folder: its conformance resources, in the order of their files' names. Throws an Error that a person
 * can act on, with all reasons: what is no package or not for R4, an archive that leads out of itself or is beyond the limits, files that are no JSON.
 */
export async function readPackage(path: string, limits: JsonLimits): Promise<ReadPackage> {
  const files = await filesOf(path)
  const manifest = manifestOf(path, files)
  const problems: string[] = []
  const resources: PackageResource[] = []
  const sorted = [...files].sort((left, right) => (left.path < right.path ? -1 : 1))
  for (const file of sorted.filter((each) => each.path !== manifestPath)) {
    try {
      const resource = resourceOf(file, limits)
      if (resource !== undefined) resources.push(resource)
    } catch (error) {
      problems.push(`\`${file.path}\`: ${(error as Error).message}`)
    }
  }
  const distinct = published(resources)
  problems.push(...twins(distinct))
  if (problems.length > 0) throw problemsError(`\`${path}\``, problems)
  return { ...manifest, resources: distinct }
}

const keyOf = ({ content }: PackageResource): string => `${content.type}/${content.id}`

/**
 * Some packages hold a resource twice: as its author wrote it (`ig-r4.json`) and as it was published, in the file that is named by type and id. That one
 * counts.
 */
function published(resources: readonly PackageResource[]): readonly PackageResource[] {
  const named = new Set(
    resources.filter(({ file, content }) => file === `${content.type}-${content.id}.json`).map(keyOf),
  )
  return resources.filter(
    (resource) =>
      !named.has(keyOf(resource)) || resource.file === `${resource.content.type}-${resource.content.id}.json`,
  )
}

/** Resources without an id, and those that have the id of another. */
function twins(resources: readonly PackageResource[]): readonly string[] {
  const seen = new Map<string, string>()
  return resources.flatMap((resource) => {
    const { file, content } = resource
    if (content.id === undefined) return [`\`${file}\`: the ${content.type} has no \`id\`.`]
    const other = seen.get(keyOf(resource))
    seen.set(keyOf(resource), file)
    return other === undefined ? [] : [`\`${file}\`: \`${keyOf(resource)}\` is in \`${other}\` already.`]
  })
}
