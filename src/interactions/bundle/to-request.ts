import { parseAnyJson } from '../../fhir/json-parse.js'
import type { JsonText } from '../../fhir/json-text.js'
import { badRequest, notSupported, unsupportedMediaType } from '../../fhir/outcome.js'
import type { Prefer } from '../../fhir/prefer.js'
import { noParameters, parseParameters } from '../../fhir/query-parameters.js'
import type { Context, FhirRequest, Method } from '../interaction.js'
import type { Route } from '../route.js'
import type { RequestEntry } from './entry.js'

/** What resources in a Bundle are, as the body of the request that their entry stands for. */
export const FHIR_JSON = 'application/fhir+json'

/** An entry as the request that it stands for. */
export interface RoutedEntry {
  readonly entry: RequestEntry
  readonly route: Route
  readonly request: FhirRequest
}

/** The address without the base: entries may name it absolutely. https://hl7.org/fhir/R4/http.html#transaction */
function relative(context: Context, url: string): string {
  const base = `${context.baseUrl}/`
  return url.startsWith(base) ? url.slice(base.length) : url.replace(/^\//, '')
}

function decoded(segment: string, place: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    throw badRequest(`\`${place}.request.url\` has a \`%\` that is no percent-encoding.`, `${place}.request.url`)
  }
}

/** A patch within a Bundle: JSON Patch travels as a Binary, FHIRPath Patch as Parameters. https://hl7.org/fhir/R4/http.html#patch */
function patchBody(context: Context, entry: RequestEntry): { readonly body: JsonText; readonly contentType: string } {
  const resource = entry.resource?.value as
    | { resourceType?: unknown; contentType?: unknown; data?: unknown }
    | undefined
  if (entry.resource !== undefined && resource?.resourceType === 'Parameters') {
    return { body: entry.resource, contentType: FHIR_JSON }
  }
  if (
    resource?.resourceType !== 'Binary' ||
    typeof resource.data !== 'string' ||
    typeof resource.contentType !== 'string'
  ) {
    throw badRequest(
      `\`${entry.place}.resource\` has to be a Parameters resource (FHIRPath Patch), or a Binary with a JSON Patch as \`data\`.`,
      `${entry.place}.resource`,
    )
  }
  const contentType = resource.contentType.split(';')[0]?.trim() ?? ''
  if (contentType !== 'application/json-patch+json') {
    throw unsupportedMediaType(
      `The patch in \`${entry.place}\` is \`${contentType}\`; expected \`application/json-patch+json\`.`,
    )
  }
  return { body: parseAnyJson(Buffer.from(resource.data, 'base64').toString('utf8'), context.limits.json), contentType }
}

function bodyParts(context: Context, entry: RequestEntry): Partial<Pick<FhirRequest, 'body' | 'contentType'>> {
  if (entry.method === 'PATCH') return patchBody(context, entry)
  if (entry.method === 'GET' || entry.method === 'HEAD' || entry.resource === undefined) return {}
  return { body: entry.resource, contentType: FHIR_JSON }
}

/** Bundles don't nest: 400. */
function routeOf(context: Context, method: Method, path: string): Route {
  const route = context.route(method, path)
  if (route.entry.name !== 'bundle') return route
  throw notSupported('A batch or transaction cannot stand in another one.')
}

/** Makes of an entry the request that it stands for. Throws what the transport would answer to that request. */
export function toRequest(context: Context, entry: RequestEntry, prefer: Prefer): RoutedEntry {
  const url = relative(context, entry.url)
  const mark = url.indexOf('?')
  const path = mark < 0 ? url : url.slice(0, mark)
  const method = entry.method === 'HEAD' ? 'GET' : entry.method
  const route = routeOf(
    context,
    method,
    path
      .split('/')
      .map((segment) => decoded(segment, entry.place))
      .join('/'),
  )
  const { type = route.entry.type, id, vid, searchedType } = route.parts
  const request: FhirRequest = {
    interaction: route.entry.name,
    method,
    ...(type === undefined ? {} : { type }),
    ...(id === undefined ? {} : { id }),
    ...(vid === undefined ? {} : { versionId: vid }),
    ...(searchedType === undefined ? {} : { searchedType }),
    parameters: mark < 0 ? noParameters : parseParameters(url.slice(mark + 1), context.limits.parameters),
    ...bodyParts(context, entry),
    ...entry.conditions,
    prefer,
  }
  return { entry, route, request }
}
