import type { Definitions, SearchParameterDefinition } from '../definitions/definitions.js'
import { badRequest, type FhirError, notSupported } from '../fhir/outcome.js'
import type { Parameter } from '../fhir/query-parameters.js'
import { splitUnescaped } from '../fhir/search-value.js'
import { shown, suggestion } from '../fhir/suggest.js'
import { splitName } from './parameter-name.js'
import type { Clause, ParameterContext, ParameterType } from './parameters/parameter-type.js'
import { parameterTypeOf } from './parameters/registry.js'
import { postponedReason } from './postponed.js'
import type { Predicate } from './predicate.js'
import { resultParameters } from './result-parameters.js'

/** What clauses are understood with. */
export interface ClauseContext {
  readonly definitions: Definitions
  readonly context: ParameterContext
}

/** Why a parameter of a type that is not answered is refused, as a sentence. */
export function unansweredType({ type, code }: SearchParameterDefinition, resourceType: string): string {
  const what = type === 'composite' ? 'Composite parameters' : 'Special parameters'
  return `${what} such as \`${code}\` of \`${resourceType}\` are not supported; use ordinary search parameters.`
}

/**
 * The 400 for a parameter that the type doesn't have, naming the nearest one, or that isn't answered yet; undefined where it is one that is. This is what
 * lenient handling may ignore; everything else that is wrong with a parameter is an error always.
 */
export function unansweredParameter(type: string, name: string, definitions: Definitions): FhirError | undefined {
  const reason = postponedReason(name)
  if (reason !== undefined) return notSupported(reason)
  const parameters = definitions.searchParameters(type)
  const { code } = splitName(name)
  const definition = parameters.get(code)
  if (definition === undefined) {
    const known = [...parameters.keys(), ...resultParameters]
    return badRequest(`\`${type}\` has no search parameter \`${shown(name)}\`.${suggestion(code, known)}`)
  }
  if (parameterTypeOf(definition) !== undefined) return undefined
  return notSupported(unansweredType(definition, type))
}

/** A reference takes the type of its target as a modifier too: `subject:Patient=1`. `[type]` in its list stands for them. */
function modifiersOf(definition: SearchParameterDefinition, kind: ParameterType): string[] {
  const named = kind.modifiers.filter((modifier) => modifier !== '[type]')
  return kind.modifiers.includes('[type]') ? [...named, ...definition.targets] : named
}

/**
 * Understands one parameter of a search as a clause on a type. Throws 400 for a parameter that is not answered, and for a modifier that it doesn't have,
 * naming the nearest one: a filter half understood is never ignored.
 */
export function parseClause(resourceType: string, [name, value]: Parameter, { definitions }: ClauseContext): Clause {
  const problem = unansweredParameter(resourceType, name, definitions)
  if (problem !== undefined) throw problem
  const { code, modifier } = splitName(name)
  const definition = definitions.searchParameters(resourceType).get(code)
  const kind = definition === undefined ? undefined : parameterTypeOf(definition)
  if (definition === undefined || kind === undefined) throw badRequest(`\`${shown(name)}\` is no search parameter.`)
  const modifiers = modifiersOf(definition, kind)
  if (modifier !== undefined && !modifiers.includes(modifier))
    throw badRequest(
      `The search parameter \`${code}\` of \`${resourceType}\` has no modifier \`:${shown(modifier)}\`.${suggestion(modifier, modifiers)}`,
    )
  const values = splitUnescaped(value, ',')
  if (values.some((alternative) => alternative === ''))
    throw badRequest(
      `The search parameter \`${shown(name)}\` has an empty alternative in \`${shown(value)}\`; a value was expected on both sides of each comma.`,
    )
  return { resourceType, definition, modifier, values }
}

/** What the clause asks of a row. Throws the parameter type's 400 for a value that it can't read. */
export const matchClause = (clause: Clause, { context }: ClauseContext): Predicate =>
  parameterTypeOf(clause.definition)?.match(clause, context) ?? { kind: 'nothing' }

/** The clause as a parameter again: parsing this text gives the same clause. */
export function printClause({ definition, modifier, values }: Clause): Parameter {
  return [modifier === undefined ? definition.code : `${definition.code}:${modifier}`, values.join(',')]
}
