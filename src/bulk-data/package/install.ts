import { FhirError, type Issue } from '../../fhir/outcome.js'
import type { ResourceText } from '../../fhir/resource-text.js'
import type { Context } from '../../interactions/interaction.js'
import { putOf } from '../../interactions/prepare.js'
import type { Beside, Packages } from '../../store/packages.js'
import type { PutWrite } from '../../store/store.js'
import type { PackageManifest, PackageResource, ReadPackage } from './package.js'
import { problemsError, readPackage, readPackageManifest } from './read-package.js'
import { packageResourceId } from './resource-id.js'

/** A snapshot as JSON text, or why there can't be one; undefined where there is nothing to make. */
export type MakeSnapshot = (structure: object) => { readonly snapshot: object } | { readonly error: string } | undefined

/** What installing stands on. */
export interface Installer {
  readonly context: Context
  readonly packages: Packages
  /** The problems of a resource's structure. */
  readonly check: (type: string, resource: object) => readonly Issue[]
  /** Makes snapshots, where the package's own resources count beside what is known. */
  readonly snapshotsOf: (resources: readonly object[]) => MakeSnapshot
  /** What else is stored of a package, in the same transaction: the concepts of large code systems. */
  readonly beside: Beside
  readonly onProgress: (progress: InstallProgress) => void
}

export interface InstallProgress {
  readonly phase: 'reading' | 'checking' | 'storing'
  readonly done: number
  readonly total: number
}

export interface Installed extends PackageManifest {
  readonly resources: number
}

const nameOf = ({ type, id }: ResourceText): string => `\`${type}/${id}\``

/** The resource with its snapshot; the text stays as it came otherwise. */
function withSnapshot({ content }: PackageResource, snapshot: object): ResourceText {
  return {
    ...content,
    rest: `${content.rest},"snapshot":${JSON.stringify(snapshot)}`,
    resource: { ...content.resource, snapshot },
  }
}

/** The resources, complete, or all reasons why they aren't. */
function complete({ name, version, resources }: ReadPackage, installer: Installer): readonly ResourceText[] {
  const makeSnapshot = installer.snapshotsOf(resources.map(({ content }) => content.resource))
  const problems: string[] = []
  const completed = resources.map((resource, at): ResourceText => {
    const { content } = resource
    installer.onProgress({ phase: 'checking', done: at, total: resources.length })
    const issues = installer.check(content.type, content.resource)
    problems.push(...issues.map(({ diagnostics }) => `${nameOf(content)}: ${diagnostics}`))
    const made =
      content.type === 'StructureDefinition' && issues.length === 0 ? makeSnapshot(content.resource) : undefined
    if (made === undefined) return content
    if ('snapshot' in made) return withSnapshot(resource, made.snapshot)
    problems.push(`${nameOf(content)}: ${made.error}`)
    return content
  })
  if (problems.length > 0) throw problemsError(`\`${name}#${version}\``, problems)
  return completed
}

function putsOf(context: Context, manifest: PackageManifest, contents: readonly ResourceText[]): readonly PutWrite[] {
  return contents.map((content) => {
    const id = packageResourceId(manifest, content.type, content.id ?? '')
    try {
      const { epoch: _, ...write } = putOf(context, content, { id, method: 'PUT', expect: { kind: 'any' } })
      return write
    } catch (error) {
      if (error instanceof FhirError) throw problemsError(nameOf(content), [error.message])
      throw error
    }
  })
}

/**
 * Installs a FHIR package from a `.tgz` or a folder, all or nothing: reads it, judges the structure of its resources, makes the snapshots that are missing,
 * and stores everything in one transaction. What is there of this name and version is replaced. Throws an Error with all reasons.
 */
export async function installPackage(path: string, installer: Installer): Promise<Installed> {
  const { context, packages, onProgress } = installer
  onProgress({ phase: 'reading', done: 0, total: 1 })
  const read = await readPackage(path, context.limits.json)
  const { name, version, title } = read
  const contents = complete(read, installer)
  const puts = putsOf(context, read, contents)
  onProgress({ phase: 'storing', done: 0, total: puts.length })
  await packages.install({ name, version, title }, puts, installer.beside)
  return { name, version, title, resources: puts.length }
}

/** Installs what is not installed yet of this name and version; undefined where it is. What a start does with `PACKAGES`. */
export async function installAbsent(path: string, installer: Installer): Promise<Installed | undefined> {
  const { name, version } = await readPackageManifest(path)
  const isThere = (await installer.packages.list()).some((each) => each.name === name && each.version === version)
  return isThere ? undefined : installPackage(path, installer)
}
