import { badRequest, expired, unknown } from '../../fhir/outcome.js'
import type { PlannedSearch } from '../../search/planner.js'
import type { Context, FhirRequest } from '../interaction.js'

type Parameters = PlannedSearch['used']

/** The parameter that stands for all that a long search asked. */
const STORED = '_stored'
/** Longer addresses than this don't get through every proxy and client, so that a link holds `_stored` instead. */
const LINK_LENGTH_MAX = 4_000
/** A day after it was last sent, a long search has to be sent again; one that is longer than this sooner, since it takes the room of several. */
const LIFE_MS = 86_400_000
const LIVES_A_DAY_LENGTH_MAX = 65_536

/** What is said of each page anew, and so stands in the link itself. */
const besideStored: ReadonlySet<string> = new Set(['_count', '_cursor', '_format', '_pretty'])

/** What a page is, whatever its size and form: the part of the parameters that is stored, and that a cursor belongs to. */
export const lasting = (parameters: Parameters): Parameters => parameters.filter(([name]) => !besideStored.has(name))

/** How long parameters of a length are kept: a megabyte for an hour and a half. */
const lifeMs = (length: number): number => Math.round(LIFE_MS * Math.min(1, LIVES_A_DAY_LENGTH_MAX / length))

const searchAgain = 'Send the search again, and follow the links of its answer.'

function checkBeside(parameters: Parameters): void {
  const wrong = parameters.find(([name]) => name !== STORED && !besideStored.has(name))
  if (wrong === undefined) return
  const allowed = [...besideStored].map((name) => `\`${name}\``).join(', ')
  throw badRequest(
    `\`${wrong[0].slice(0, 100)}\` stands beside \`${STORED}\`, which is a whole search already; only ${allowed} may.`,
  )
}

/**
 * The parameters that a request means: where it has `_stored`, those that were stored, and what stands beside it. Throws 404 where nothing is stored for
 * this address, and 410 where it has expired. https://hl7.org/fhir/R4/http.html#paging
 */
export async function restoreQuery(context: Context, address: string, request: FhirRequest): Promise<FhirRequest> {
  const [stored, ...more] = request.parameters.filter(([name, value]) => name === STORED && value !== '')
  if (stored === undefined) return request
  if (more.length > 0) throw badRequest(`\`${STORED}\` is given more than once; once was expected.`)
  checkBeside(request.parameters)
  const found = /^[A-Za-z0-9_-]{1,64}$/.test(stored[1]) ? await context.store.findQuery(stored[1]) : undefined
  const [owner, parameters] = JSON.parse(found?.parameters ?? '[]') as [string?, Parameters?]
  if (found === undefined || parameters === undefined || owner !== address)
    throw unknown(`There is no such stored search (\`${STORED}\`) at this address. ${searchAgain}`)
  if (found.expires <= context.now()) throw expired(`This stored search (\`${STORED}\`) has expired. ${searchAgain}`)
  return { ...request, parameters: [...parameters, ...request.parameters.filter(([name]) => name !== STORED)] }
}

/**
 * The parameters as links carry them: as they are, or, where they would make too long an address, as `_stored` with an id under which they are kept for a
 * day, or less where they are very long. The id is the seal of the search itself, so that nobody guesses it, and the same search is kept once however often it is sent; `known`
 * is the request that this answers, which needs nothing kept that it was itself made from.
 */
export async function storeLong(
  context: Context,
  [address, used]: readonly [string, Parameters],
  [known, lengthOf]: readonly [FhirRequest, (parameters: Parameters) => number],
): Promise<Parameters> {
  if (lengthOf(used) <= LINK_LENGTH_MAX) return used
  const parameters = JSON.stringify([address, lasting(used)])
  const id = context.seal.seal('', `${STORED}:${parameters}`)
  const isKept = known.parameters.some(([name, value]) => name === STORED && value === id)
  const now = context.now()
  if (!isKept) await context.store.saveQuery({ id, parameters, expires: now + lifeMs(parameters.length) }, now)
  return [[STORED, id], ...used.filter(([name]) => besideStored.has(name))]
}
