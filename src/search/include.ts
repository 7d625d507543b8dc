import type { Definitions, SearchParameterDefinition } from '../definitions/definitions.js'
import type { Expressions } from '../fhirpath/expressions.js'
import type { ParameterContext } from './parameters/parameter-type.js'
import { parameterTypeOf } from './parameters/registry.js'
import type { Include } from './plan.js'
import type { Predicate } from './predicate.js'
import { simplify } from './simplify.js'

/** A resource of this server. */
export interface Target {
  readonly type: string
  readonly id: string
}

/** Where to look for resources that refer to a page's. */
export interface ReferrerSearch {
  readonly type: string
  readonly where: Predicate
}

/** What includes mean, without asking the database. */
export interface IncludePlanner {
  /** The resources of this server that a resource refers to by the parameter of an `_include`, each once. */
  targetsOf(include: Include, type: string, resource: object): readonly Target[]
  /** One search for each type that may refer to the targets by the parameter of a `_revinclude`. */
  referrersOf(include: Include, targets: readonly Target[]): readonly ReferrerSearch[]
}

export interface IncludeOptions {
  readonly definitions: Definitions
  readonly context: ParameterContext
  readonly expressions: Expressions
}

const localReference = /^([A-Z][A-Za-z]*)\/([A-Za-z0-9\-.]{1,64})$/

function referenceText(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null) return undefined
  const { reference } = value as { reference?: unknown }
  return typeof reference === 'string' ? reference : undefined
}

/** The reference parameters that an include names: one, or all for `*`. */
function parametersOf({ definitions }: IncludeOptions, type: string, code: string): SearchParameterDefinition[] {
  const parameters = definitions.searchParameters(type)
  const named = code === '*' ? [...parameters.values()] : [parameters.get(code)]
  return named.filter(
    (parameter) => parameter !== undefined && parameter.type === 'reference',
  ) as SearchParameterDefinition[]
}

/** `_include` and `_revinclude` as pure functions. https://hl7.org/fhir/R4/search.html#include */
export function createIncludePlanner(options: IncludeOptions): IncludePlanner {
  const { definitions, context, expressions } = options

  const targetsOf: IncludePlanner['targetsOf'] = (include, type, resource) => {
    const targets = new Map<string, Target>()
    for (const parameter of parametersOf(options, type, include.parameter))
      for (const { value } of expressions.expression(parameter.expression, type)(resource)) {
        const text = referenceText(value)
        const [reference, targetType, id] =
          (text === undefined ? null : localReference.exec(context.normalizeReference(text))) ?? []
        if (reference === undefined || targetType === undefined || id === undefined) continue
        if (include.targetType !== undefined && include.targetType !== targetType) continue
        if (definitions.isResourceType(targetType)) targets.set(reference, { type: targetType, id })
      }
    return [...targets.values()]
  }

  const referrersByParameter = (
    type: string,
    parameter: SearchParameterDefinition,
    targets: readonly Target[],
  ): Predicate => {
    const possible = targets.filter(
      (target) => parameter.targets.length === 0 || parameter.targets.includes(target.type),
    )
    const kind = parameterTypeOf(parameter)
    if (kind === undefined || possible.length === 0) return { kind: 'nothing' }
    const values = possible.map((target) => `${target.type}/${target.id}`)
    return kind.match({ resourceType: type, definition: parameter, modifier: undefined, values }, context)
  }

  const referrersOf: IncludePlanner['referrersOf'] = (include, targets) => {
    const wanted = targets.filter(({ type }) => include.targetType === undefined || include.targetType === type)
    if (wanted.length === 0) return []
    const types = include.sourceType === '*' ? definitions.resourceTypes : [include.sourceType]
    return types.flatMap((type) => {
      const parameters = parametersOf(options, type, include.parameter)
      const where = simplify({
        kind: 'or',
        predicates: parameters.map((parameter) => referrersByParameter(type, parameter, wanted)),
      })
      return where.kind === 'nothing' ? [] : [{ type, where }]
    })
  }

  return { targetsOf, referrersOf }
}
