import { loadDefinitions } from '../../src/definitions/load.js'
import { createExpressions } from '../../src/fhirpath/expressions.js'
import { columnsOf } from '../../src/search/columns.js'
import type { IndexRow } from '../../src/search/index-row.js'
import { createIndexer } from '../../src/search/indexer.js'
import { createParameterContext } from '../../src/search/parameter-context.js'
import { parameterTypeOf } from '../../src/search/parameters/registry.js'
import type { Predicate } from '../../src/search/predicate.js'
import { matches } from './matches.js'

/** The real parts, as tests of indexing and matching use them. */
export const definitions = loadDefinitions()
export const context = createParameterContext(
  { baseUrl: 'http://clinic.example/fhir', aliases: ['https://alias.example/r4/'], timeZone: 'America/New_York' },
  Buffer.from('a secret of the practice'),
)
export const expressions = createExpressions(definitions)
export const indexer = createIndexer({ definitions, expressions, context })

/** The index row of a resource with its `resourceType`. */
export function indexed(resource: { readonly resourceType: string; readonly [name: string]: unknown }): IndexRow {
  return indexer.index(resource.resourceType, typeof resource.id === 'string' ? resource.id : 'x', resource)
}

/** The predicate of `name=value` (`name` with its modifier), values as alternatives. */
export function predicateOf(resourceType: string, name: string, ...values: readonly string[]): Predicate {
  const [code = '', modifier] = name.split(':')
  const definition = definitions.searchParameters(resourceType).get(code)
  const type = definition === undefined ? undefined : parameterTypeOf(definition)
  if (definition === undefined || type === undefined) throw new RangeError(`No parameter \`${resourceType}.${code}\`.`)
  return type.match({ resourceType, definition, modifier, values }, context)
}

/** True where the resource is found by the search. */
export function finds(
  resource: { readonly resourceType: string; readonly [name: string]: unknown },
  name: string,
  ...values: readonly string[]
): boolean {
  const { resourceType } = resource
  const id = typeof resource.id === 'string' ? resource.id : 'x'
  return matches(predicateOf(resourceType, name, ...values), indexed(resource), columnsOf(resourceType), {
    id,
    lastUpdated: '2026-11-24T09:30:00.000Z',
  })
}
