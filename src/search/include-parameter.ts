import type { Definitions } from '../definitions/definitions.js'
import { badRequest } from '../fhir/outcome.js'
import { shown, suggestion } from '../fhir/suggest.js'
import type { Include } from './plan.js'

/** Which of the two it is, as the parameter is called. */
export type IncludeName = '_include' | '_revinclude'

interface IncludeContext {
  readonly definitions: Definitions
  /** The types searched, which `_include=*` starts from. */
  readonly types: readonly string[]
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
