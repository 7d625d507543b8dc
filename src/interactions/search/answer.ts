import { type AccessPredicate, requireScope } from '../../access/access.js'
import { checkConditions } from '../../search/conditions-max.js'
import { distinctIncludes } from '../../search/include-parameter.js'
import type { SearchQuery } from '../../search/planner.js'
import type { Context, FhirRequest, FhirResponse } from '../interaction.js'
import { parseSelection, type Selection, subset } from '../subset.js'
import { searchsetText } from './bundle.js'
import { openCursor } from './cursor.js'
import { linksOf } from './links.js'
import { restoreQuery } from './stored.js'

/** Where a search was sent, relative to the base, and what that alone says of it. https://hl7.org/fhir/R4/search.html#Introduction */
export interface SearchTarget {
  readonly address: string
  /** One type, or none for every type that the client may search. */
  readonly types: readonly string[]
  readonly compartment?: SearchQuery['compartment']
}

/** Matches are searched; includes may be searched or read. */
function accessOf({ access }: Context): AccessPredicate {
  const searched = access.predicate('s')
  const { types } = access.predicate('r')
  if (searched.types === undefined || types === undefined) return withoutTypes(searched)
  return { ...searched, types: new Set([...searched.types, ...types]) }
}

const withoutTypes = ({ compartments }: AccessPredicate): AccessPredicate =>
  compartments === undefined ? {} : { compartments }

/**
 * Where neither the address nor `_type` names a type, a search is of those that the client may search; only if there is none at all, it is refused. The
 * types that are named are the planner's to read, and are refused below where the client may not search them.
 */
function searchable(
  { access, definitions }: Context,
  { types }: SearchTarget,
  { parameters }: FhirRequest,
): readonly string[] {
  const isNamed = types.length > 0 || parameters.some(([name, value]) => name === '_type' && value !== '')
  if (isNamed || access.allows('s', '*')) return types
  const allowed = definitions.resourceTypes.filter((type) => access.allows('s', type))
  if (allowed.length === 0) requireScope(access, 's', '*')
  return allowed
}

/** The types that a search may turn out to be of: those of its address, else of `_type`, else all. */
function possibleTypes(
  { definitions }: Context,
  { types }: SearchTarget,
  { parameters }: FhirRequest,
): readonly string[] {
  if (types.length > 0) return types
  const named = parameters.filter(([name]) => name === '_type').flatMap(([, value]) => value.split(','))
  const known = definitions.resourceTypes.filter((type) => named.includes(type))
  return known.length > 0 ? known : definitions.resourceTypes
}

const cutting = ({ definitions }: Context, selection: Selection | undefined): ((text: string) => string) =>
  selection === undefined || selection.kind === 'count'
    ? (text) => text
    : (text) => subset(text, selection, definitions)

/** What a search of any address does: understand, check the scopes, run, and put the bundle together. https://hl7.org/fhir/R4/http.html#search */
export async function answerSearch(context: Context, asked: FhirRequest, target: SearchTarget): Promise<FhirResponse> {
  const { address, compartment } = target
  const restored = await restoreQuery(context, address, asked)
  const request = { ...restored, parameters: distinctIncludes(restored.parameters) }
  checkConditions(possibleTypes(context, target, request), request.parameters, context.definitions)
  const selection = parseSelection(request.parameters.filter(([, value]) => value !== ''))
  const planned = context.planner.plan({
    types: searchable(context, target, request),
    parameters: request.parameters,
    handling: request.prefer.handling ?? 'strict',
    access: accessOf(context),
    ...(compartment === undefined ? {} : { compartment }),
  })
  for (const type of planned.plan.types) requireScope(context.access, 's', type)
  const cursor = openCursor(context, [address, planned.used], request)
  const page = await context.store.search(cursor === undefined ? planned.plan : { ...planned.plan, cursor })
  const sealed = cursor === undefined ? undefined : request.parameters.find(([name]) => name === '_cursor')?.[1]
  const links = await linksOf(context, { address, planned, page, cursor: sealed, request: asked })
  const truncated = page.includesTruncated
    ? [
        `Not everything that \`_include\` and \`_revinclude\` ask for is here: the limit is ${context.limits.includesMax} resources for a page, and 32 MB with its matches. Ask for fewer with \`_count\`.`,
      ]
    : []
  const remarks = [...planned.ignored, ...truncated]
  return {
    status: 200,
    body: searchsetText({ baseUrl: context.baseUrl, page, links, remarks, cut: cutting(context, selection) }),
  }
}
