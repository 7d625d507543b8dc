import type { CodeSystem, ConceptMap, ValueSet } from '@medplum/fhirtypes'
import { badRequest, gone, notFound } from '../fhir/outcome.js'
import type { Context } from '../interactions/interaction.js'
import type { OperationRequest } from './operation.js'

interface StoredTypes {
  readonly CodeSystem: CodeSystem
  readonly ConceptMap: ConceptMap
  readonly ValueSet: ValueSet
}

/**
 * The resource that an operation is called on; undefined at the level of a type. Throws 404 or 410 where it is not there, and 400 where the client names one
 * beside it (`naming`: the parameters that would). Where what is known holds the same resource, it is that object, for which much is compiled already.
 */
export async function storedResource<T extends keyof StoredTypes>(
  context: Context,
  { id, input }: OperationRequest,
  { type, naming }: { readonly type: T; readonly naming: readonly string[] },
): Promise<StoredTypes[T] | undefined> {
  if (id === undefined) return undefined
  const named = naming.find((name) => input.has(name))
  if (named !== undefined)
    throw badRequest(`The address names \`${type}/${id}\` already, so \`${named}\` has to be left out.`)
  const version = await context.store.read(type, id, context.access.predicate('r'))
  if (version === undefined) throw notFound(type, id)
  if (version.deleted) throw gone(type, id, version.version)
  const resource = JSON.parse(version.content) as StoredTypes[T]
  const entries = context.knowledge().canonicals.versions(type, resource.url ?? '')
  const known = entries.find((entry) => entry.id === id)?.load()
  return known?.meta?.versionId === resource.meta?.versionId
    ? ((known as StoredTypes[T] | undefined) ?? resource)
    : resource
}
