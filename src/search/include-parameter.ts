import type { Definitions } from '../definitions/definitions.js'
import { badRequest, tooCostly } from '../fhir/outcome.js'
import type { Parameter } from '../fhir/query-parameters.js'
import { shown, suggestion } from '../fhir/suggest.js'
import { splitName } from './parameter-name.js'
import type { Include } from './plan.js'

/** Which of the two it is, as the parameter is called. */
export type IncludeName = '_include' | '_revinclude'

interface IncludeContext {
  readonly definitions: Definitions
  /** The types searched, which `_include=*` starts from. */
  readonly types: readonly string[]
}

/** Includes of a search: each of them is a look at every resource of a page, or a search of its own. */
const INCLUDES_MAX = 50

/** What an include is whichever way it is written: `:recurse` is `:iterate`, and an empty target is none. */
function identityOf(name: string, value: string): string {
  const target = /^([^:]*:[^:]+):$/.exec(value)?.[1] ?? value
  return `${name.replace(/:recurse$/, ':iterate')}=${target}`
}

/**
 * The parameters of a query with each include once: one that is repeated brings nothing more. Throws 400 where too many are left. What is wrong with
 * them, `parseInclude` says.
 */
export function distinctIncludes(parameters: readonly Parameter[]): Parameter[] {
  const seen = new Set<string>()
  const isNew = (name: string, value: string): boolean => {
    const identity = identityOf(name, value)
    return !seen.has(identity) && seen.add(identity) === seen
  }
  const kept = parameters.flatMap(([name, value]): Parameter[] => {
    const { code } = splitName(name)
    if (value === '' || (code !== '_include' && code !== '_revinclude')) return [[name, value]]
    const some = value.split(',').filter((one) => isNew(name, one))
    return some.length === 0 ? [] : [[name, some.join(',')]]
  })
  if (seen.size > INCLUDES_MAX)
    throw tooCostly(
      `The search has ${seen.size} different \`_include\` and \`_revinclude\`; at most ${INCLUDES_MAX} are allowed.`,
    )
  return kept
}

/** `:iterate`, and `:recurse` as it was called before R4. */
function iterates(name: IncludeName, modifier: string | undefined): boolean {
  if (modifier === undefined) return false
  if (modifier === 'iterate' || modifier === 'recurse') return true
  throw badRequest(`\`${name}\` has no modifier \`:${shown(modifier)}\`; \`${name}:iterate\` is the one that it has.`)
}

function checkType(name: IncludeName, type: string, { definitions }: IncludeContext): void {
  if (definitions.isResourceType(type)) return
  throw badRequest(
    `\`${name}\` names \`${shown(type)}\`, which is no resource type.${suggestion(type, definitions.resourceTypes)}`,
  )
}

/** A parameter of another type than reference refers to nothing. */
function checkParameter(
  name: IncludeName,
  [type, code]: readonly [string, string],
  { definitions }: IncludeContext,
): void {
  if (code === '*') return
  const parameters = definitions.searchParameters(type)
  const references = [...parameters.values()]
    .filter((parameter) => parameter.type === 'reference')
    .map((parameter) => parameter.code)
  if (references.includes(code)) return
  const problem = parameters.has(code) ? 'which is not a reference' : `which is no search parameter of \`${type}\``
  throw badRequest(`\`${name}\` names \`${type}:${shown(code)}\`, ${problem}.${suggestion(code, references)}`)
}

/**
 * Reads `_include` and `_revinclude`: `Type:parameter`, `Type:parameter:Target`, `Type:*` or `*`. Throws 400 for a type or parameter that isn't there, naming
 * the nearest one. https://hl7.org/fhir/R4/search.html#include
 */
export function parseInclude(
  name: IncludeName,
  [modifier, value]: readonly [string | undefined, string],
  context: IncludeContext,
): Include[] {
  const iterate = iterates(name, modifier)
  const kind = name === '_include' ? 'include' : 'revinclude'
  if (value === '*') {
    const sources = kind === 'include' && !iterate ? context.types : ['*']
    return sources.map((sourceType) => ({ kind, iterate, sourceType, parameter: '*' }))
  }
  const [sourceType = '', parameter = '', targetType, ...more] = value.split(':')
  if (parameter === '' || more.length > 0)
    throw badRequest(
      `\`${name}=${shown(value)}\` is not of the form \`Type:parameter\`, \`Type:parameter:Target\` or \`*\`.`,
    )
  checkType(name, sourceType, context)
  checkParameter(name, [sourceType, parameter], context)
  if (targetType === undefined || targetType === '') return [{ kind, iterate, sourceType, parameter }]
  checkType(name, targetType, context)
  return [{ kind, iterate, sourceType, parameter, targetType }]
}
