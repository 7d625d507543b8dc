import type { FastifyRequest } from 'fastify'
import { addressableIds, isAddressableId } from '../fhir/id.js'
import { badRequest } from '../fhir/outcome.js'
import { type Prefer, parsePrefer } from '../fhir/prefer.js'
import { tooManyParameters } from '../fhir/query-parameters.js'
import type { FhirRequest, InteractionEntry } from '../interactions/interaction.js'
import { type BodyReader, readBody, readForm } from './body.js'
import type { Exchange } from './exchange.js'
import { negotiate } from './negotiate.js'

/** The parameters of the table's paths. */
export interface PathParameters {
  readonly type?: string
  readonly id?: string
  readonly vid?: string
  readonly searchedType?: string
}

/** A request that is being read. */
export type Draft = { -readonly [K in keyof FhirRequest]: FhirRequest[K] }

const noPrefer = parsePrefer(undefined)

const preferOf = (header: string | string[] | undefined): Prefer =>
  header === undefined ? noPrefer : parsePrefer(String(header))

/** Reads what is in the address; throws 400 for an id that can be none. */
function readPath(draft: Draft, entry: InteractionEntry, path: PathParameters): void {
  const { type = entry.type, id, vid, searchedType } = path
  if (type !== undefined) draft.type = type
  if (searchedType !== undefined) draft.searchedType = searchedType
  if (vid !== undefined) draft.versionId = vid
  if (id === undefined) return
  if (!isAddressableId(id)) throw badRequest(`The id in the address is none: expected ${addressableIds}.`)
  draft.id = id
}

function readHeaders(draft: Draft, { headers }: FastifyRequest): void {
  const ifNoneExist = headers['if-none-exist']
  if (headers['if-match'] !== undefined) draft.ifMatch = headers['if-match']
  if (headers['if-none-match'] !== undefined) draft.ifNoneMatch = headers['if-none-match']
  if (headers['if-modified-since'] !== undefined) draft.ifModifiedSince = headers['if-modified-since']
  if (ifNoneExist !== undefined) draft.ifNoneExist = String(ifNoneExist)
}

/** Adds the form of a search to the parameters of its address; `_format` and `_pretty` may stand there too. */
function readSearch(draft: Draft, request: FastifyRequest, exchange: Exchange, reader: BodyReader): void {
  const form = readForm(reader, request.headers['content-type'], bytesOf(request))
  if (form.length === 0) return
  draft.parameters = [...draft.parameters, ...form]
  if (draft.parameters.length > reader.parametersMax) throw tooManyParameters(reader.parametersMax)
  exchange.representation = negotiate(request.headers.accept, draft.parameters)
}

/** The bytes of a body, whatever they call themselves; undefined where there are none. */
export const bytesOf = ({ body }: FastifyRequest): Uint8Array | undefined =>
  body instanceof Uint8Array ? body : undefined

/** The transport-free request of an interaction, but for its body. Throws 400 for an id that can be none. */
export function beginRequest(request: FastifyRequest, exchange: Exchange, entry: InteractionEntry): Draft {
  const draft: Draft = {
    interaction: entry.name,
    method: entry.method,
    parameters: exchange.parameters,
    prefer: preferOf(request.headers.prefer),
  }
  readPath(draft, entry, request.params as PathParameters)
  readHeaders(draft, request)
  return draft
}

/** Makes the transport-free request of an interaction. Throws what is wrong with id, media type and body. */
export function readRequest(
  request: FastifyRequest,
  exchange: Exchange,
  entry: InteractionEntry,
  reader: BodyReader,
): FhirRequest {
  const draft = beginRequest(request, exchange, entry)
  if (entry.method === 'GET' || entry.method === 'DELETE') return draft
  if (entry.name.startsWith('search')) {
    readSearch(draft, request, exchange, reader)
    return draft
  }
  const bytes = bytesOf(request)
  // Parameters may stand in the address, or there may be none.
  if (entry.operation !== undefined && (bytes === undefined || bytes.length === 0)) return draft
  const body = readBody(reader, entry.method, request.headers['content-type'], bytes)
  draft.body = body.json
  draft.contentType = body.contentType
  return draft
}
