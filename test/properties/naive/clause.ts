import type { Definitions, SearchParameterDefinition } from '../../../src/definitions/definitions.js'
import { engineExpression } from '../../../src/fhirpath/engine.js'
import type { Expression, TypedValue } from '../../../src/fhirpath/expression.js'
import type { Random } from '../../harness/random.js'
import type { Json } from '../../harness/server.js'
import type { Alternative, NaiveType } from './alternative.js'
import { date } from './date.js'
import { number, quantity } from './measure.js'
import { reference, uri } from './reference.js'
import { string } from './text.js'
import { token } from './token.js'

const types: Readonly<Record<string, NaiveType>> = { token, reference, uri, string, date, number, quantity }

/** A search parameter as it is written, and which resources it means. */
export interface NaiveClause {
  readonly name: string
  readonly text: string
  readonly matches: (resource: Json) => boolean
}

/** What HL7's engine finds for a parameter in a resource; remembered. */
export type Extract = (definition: SearchParameterDefinition, resource: Json) => readonly TypedValue[]

/** The engine's `as` takes a single value, where search parameters select from many: it is asked `ofType` instead. */
const asSelection = (expression: string): string =>
  expression.replace(/\(([\w.]+) as (\w+)\)/g, '$1.ofType($2)').replace(/\.as\((\w+)\)/g, '.ofType($1)')

/** The alternatives of `|` at the top: each is asked for itself, since the engine cannot tell doubles of some values that it would join. */
function alternativesOf(expression: string): readonly string[] {
  const parts: string[] = ['']
  let depth = 0
  for (const character of expression) {
    if (character === '(') depth++
    if (character === ')') depth--
    if (character === '|' && depth === 0) parts.push('')
    else parts[parts.length - 1] += character
  }
  return parts.map((part) => asSelection(part.trim()))
}

export function createExtract(definitions: Definitions): Extract {
  const expressions = new Map<string, readonly Expression[]>()
  const found = new Map<string, readonly TypedValue[]>()
  return ({ code, expression }, resource) => {
    const key = `${resource.resourceType}/${resource.id} ${code}`
    const known = found.get(key)
    if (known !== undefined) return known
    const name = `${resource.resourceType} ${code}`
    const runs =
      expressions.get(name) ??
      alternativesOf(expression).map((each) => engineExpression(each, resource.resourceType, definitions))
    expressions.set(name, runs)
    const values = runs.flatMap((run) => run(resource))
    found.set(key, values)
    return values
  }
}

/** Parameters that the naive filter understands. */
export const isUnderstood = ({ type, expression }: SearchParameterDefinition): boolean =>
  types[type] !== undefined && expression !== ''

function missing(definition: SearchParameterDefinition, extract: Extract, wanted: boolean): NaiveClause {
  const matches = (resource: Json): boolean => (extract(definition, resource).length === 0) === wanted
  return { name: `${definition.code}:missing`, text: String(wanted), matches }
}

export interface ClauseSource {
  readonly random: Random
  readonly extract: Extract
  readonly resources: readonly Json[]
}

/** Draws a modifier that the type has, or none; a type of target for `[type]`. */
function drawModifier(
  { random }: ClauseSource,
  type: NaiveType,
  { targets }: SearchParameterDefinition,
): string | undefined {
  if (random.next() < 0.6) return undefined
  const modifier = random.pick([...type.modifiers, 'missing'])
  if (modifier !== '[type]') return modifier
  return targets.length === 0 ? undefined : random.pick(targets)
}

/** Draws a clause from values that the resources have; undefined where they have none that fits. */
export function drawClause(source: ClauseSource, definition: SearchParameterDefinition): NaiveClause | undefined {
  const { random, extract, resources } = source
  const type = types[definition.type]
  if (type === undefined) return undefined
  const modifier = drawModifier(source, type, definition)
  if (modifier === 'missing') return missing(definition, extract, random.next() < 0.5)
  const values = resources.flatMap((resource) => extract(definition, resource))
  if (values.length === 0) return undefined
  const alternatives: Alternative[] = []
  for (let left = random.whole(1, 3); left > 0; left--) {
    const drawn = type.draw({ random, definition, modifier, value: random.pick(values) })
    if (drawn !== undefined) alternatives.push(drawn)
  }
  if (alternatives.length === 0) return undefined
  const hasAny = (resource: Json): boolean =>
    extract(definition, resource).some((value) => alternatives.some(({ test }) => test(value)))
  return {
    name: modifier === undefined ? definition.code : `${definition.code}:${modifier}`,
    text: alternatives.map(({ text }) => text).join(','),
    matches: modifier === 'not' ? (resource) => !hasAny(resource) : hasAny,
  }
}
