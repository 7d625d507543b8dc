import type { Json, TestServer } from '../harness/server.js'

/** An identifier of the clinic that no other call gave. */
export const identifier = (value: string) => ({ system: 'http://clinic.example/id', value })

/** The criteria that find it. */
export const byIdentifier = (value: string): string => `identifier=http://clinic.example/id|${value}`

export const patient = (elements: object = {}) => ({ resourceType: 'Patient', ...elements })

export const observation = (elements: object = {}) => ({
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'weight' },
  ...elements,
})

/** What a Bundle entry asks beside its resource. */
export interface Asked {
  readonly fullUrl?: string
  readonly [condition: string]: unknown
}

/** An entry of a batch or transaction: `POST Patient`, `DELETE Patient/1`. */
export function entry(request: string, resource?: object, { fullUrl, ...conditions }: Asked = {}): object {
  const [method, url] = request.split(/ (.*)/s)
  return {
    ...(fullUrl === undefined ? {} : { fullUrl }),
    ...(resource === undefined ? {} : { resource }),
    request: { method, url, ...conditions },
  }
}

export const bundle = (type: 'batch' | 'transaction', ...entries: readonly object[]) => ({
  resourceType: 'Bundle',
  type,
  entry: entries,
})

/** A JSON Patch as it travels in a Bundle. https://hl7.org/fhir/R4/http.html#patch */
export const jsonPatchBinary = (...operations: readonly object[]) => ({
  resourceType: 'Binary',
  contentType: 'application/json-patch+json',
  data: Buffer.from(JSON.stringify(operations)).toString('base64'),
})

/** A FHIRPath Patch of one operation. https://hl7.org/fhir/R4/fhirpatch.html */
export const fhirPathPatch = (...parts: readonly object[]) => ({
  resourceType: 'Parameters',
  parameter: [{ name: 'operation', part: parts }],
})

/** `Patient/1` of an answer's Location or of an entry's response. */
export const instanceOf = (location: string | undefined): string =>
  /([A-Z][A-Za-z]+\/[^/]+)\/_history\/[0-9]+$/.exec(location ?? '')?.[1] ?? ''

/** How many resources a search finds. */
export async function countOf({ send }: Pick<TestServer, 'send'>, search: string): Promise<number> {
  const answer = await send('GET', `/${search}${search.includes('?') ? '&' : '?'}_summary=count`)
  if (answer.status !== 200) throw new Error(answer.text)
  return answer.json.total
}

/** The first issue of an OperationOutcome. */
export const issueOf = (answer: { readonly json: Json }): Json => answer.json?.issue?.[0] ?? {}

export const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))
