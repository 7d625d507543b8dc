import type { Definitions } from '../definitions/definitions.js'
import { badRequest } from '../fhir/outcome.js'
import { compileCriterion } from './compile.js'
import { parse } from './parse.js'
import type { Syntax } from './syntax.js'
import { isA } from './type-hierarchy.js'

/** Where a node stands in the JSON: `['name', 0, 'given', 1]`. */
export type JsonPath = readonly (string | number)[]

interface Place {
  readonly path: JsonPath
  readonly value: unknown
  readonly type: string
}

interface Search {
  readonly definitions: Definitions
  readonly root: Place
}

/**
 * The JSON paths of the nodes that an expression selects, in document order: paths, indexers, `where(…)`, `first()`, `last()`,
 * `ofType(…)`, `as`, `extension('url')` and `|`. A 400 FhirError says what is unknown or lies outside of that.
 * https://hl7.org/fhir/R4/fhirpatch.html
 */
export function locate(
  expression: string,
  resource: object,
  rootType: string,
  definitions: Definitions,
): readonly JsonPath[] {
  const root: Place = { path: [], value: resource, type: rootType }
  return places(parse(expression), [root], { definitions, root }).map((place) => place.path)
}

function places(syntax: Syntax, start: readonly Place[], search: Search): readonly Place[] {
  switch (syntax.kind) {
    case 'this':
      return start
    case 'resource':
      return [search.root]
    case 'name':
      return isA(search.root.type, syntax.name, search.definitions)
        ? [search.root]
        : members(start, syntax.name, search)
    case 'member':
      return members(places(syntax.of, start, search), syntax.name, search)
    case 'index':
      return places(syntax.of, start, search).slice(syntax.index, syntax.index + 1)
    case 'type':
      return ofType(syntax, start, search)
    case 'call':
      return called(syntax, places(syntax.of, start, search), search)
    case 'operation':
      if (syntax.operator === '|')
        return united(places(syntax.left, start, search), places(syntax.right, start, search))
      throw noPlace(`The operator \`${syntax.operator}\``)
    case 'literal':
      throw noPlace('A literal')
  }
}

const noPlace = (what: string) =>
  badRequest(`${what} gives a value and no place in the resource; the FHIRPath expression has to select elements.`)

function ofType(syntax: Syntax & { kind: 'type' }, start: readonly Place[], search: Search): readonly Place[] {
  if (syntax.operator === 'is') throw noPlace('The operator `is`')
  return places(syntax.of, start, search).filter((place) => isA(place.type, syntax.type, search.definitions))
}

/** The places of both, each once. */
function united(left: readonly Place[], right: readonly Place[]): readonly Place[] {
  const byPath = new Map([...left, ...right].map((place) => [JSON.stringify(place.path), place]))
  return [...byPath.values()]
}

/** The children of that name. A name that none of the types knows is the client's mistake. */
function members(of: readonly Place[], name: string, { definitions }: Search): readonly Place[] {
  return of.flatMap((place) => {
    const fields = [...(definitions.type(place.type)?.byJsonName ?? [])].filter(
      ([, { element }]) => element.name === name,
    )
    if (fields.length === 0) throw badRequest(`There is no element \`${name}\` in \`${place.type}\`.`)
    return fields.flatMap(([key, { type }]) => children(place, key, type))
  })
}

/** Items of arrays have places of their own, also a null that stands for a primitive with extensions only. */
function children(parent: Place, key: string, type: string): readonly Place[] {
  if (typeof parent.value !== 'object' || parent.value === null) return []
  const value = (parent.value as Readonly<Record<string, unknown>>)[key]
  if (value === undefined) return []
  const place = (path: JsonPath, at: unknown): Place => ({ path, value: at, type: actualType(type, at) })
  return Array.isArray(value)
    ? value.map((item, index) => place([...parent.path, key, index], item))
    : [place([...parent.path, key], value)]
}

const actualType = (type: string, value: unknown): string => {
  const { resourceType } = (value ?? {}) as { resourceType?: unknown }
  return type === 'Resource' && typeof resourceType === 'string' ? resourceType : type
}

function called(call: Syntax & { kind: 'call' }, of: readonly Place[], search: Search): readonly Place[] {
  const [parameter, ...more] = call.parameters
  if (parameter === undefined && call.name === 'first') return of.slice(0, 1)
  if (parameter === undefined && call.name === 'last') return of.slice(-1)
  if (parameter !== undefined && more.length === 0 && call.name === 'where') return filtered(of, parameter, search)
  if (parameter !== undefined && more.length === 0 && call.name === 'extension') {
    const url: Syntax = { kind: 'member', of: { kind: 'this' }, name: 'url' }
    const isWanted: Syntax = { kind: 'operation', operator: '=', left: url, right: parameter }
    return filtered(members(of, 'extension', search), isWanted, search)
  }
  throw badRequest(
    `The function \`${call.name}\` with ${call.parameters.length} parameters is not supported where a place in the resource is wanted; \`where\`, \`first\`, \`last\`, \`ofType\` and \`extension\` are.`,
  )
}

function filtered(of: readonly Place[], criterion: Syntax, { definitions, root }: Search): readonly Place[] {
  const criteria = new Map(
    [...new Set(of.map((place) => place.type))].map((type) => [type, compileCriterion(criterion, type, definitions)]),
  )
  return of.filter((place) => criteria.get(place.type)?.(place.value, root.value) === true)
}
