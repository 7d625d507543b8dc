import type {
  CapabilityStatement,
  CapabilityStatementRest,
  CapabilityStatementRestInteraction,
  CapabilityStatementRestResource,
  CapabilityStatementRestResourceInteraction,
  CapabilityStatementRestResourceOperation,
  CapabilityStatementRestResourceSearchParam,
} from '@medplum/fhirtypes'
import type { Definitions, SearchParameterDefinition } from '../definitions/definitions.js'
import type { InteractionEntry, Limits } from './interaction.js'

/** What the statement is derived from. */
export interface StatementSources {
  readonly definitions: Definitions
  readonly table: readonly InteractionEntry[]
  readonly limits: Limits & { readonly bodyBytes: number }
  readonly baseUrl: string
  readonly software: { readonly version: string; readonly releaseDate: string }
  /** Whether a search parameter of this definition can be used. */
  readonly isSearchable: (parameter: SearchParameterDefinition) => boolean
  /** How far references are held; `enforced` is claimed only where a deletion is held back too. */
  readonly integrity: 'off' | 'write' | 'full'
  /** True where clients have to say who they are. */
  readonly authentication: 'none' | 'token'
}

const COMPARTMENTS = ['Patient', 'Practitioner', 'Encounter', 'RelatedPerson', 'Device']
const FORMATS = ['application/fhir+json', 'application/fhir+xml', 'json', 'xml']
const PATCH_FORMATS = ['application/json-patch+json', 'application/fhir+json', 'application/fhir+xml']
const SYSTEM_CAPABILITIES = new Set(['search-system', 'history-system'])

/** The interactions of the table that a resource type has; conditional forms stand in flags of their own. */
function typeInteractions(table: readonly InteractionEntry[]): CapabilityStatementRestResourceInteraction[] {
  return table
    .filter(({ capability }) => capability !== undefined && !SYSTEM_CAPABILITIES.has(capability))
    .map(({ capability }) => ({ code: capability }) as CapabilityStatementRestResourceInteraction)
}

function systemInteractions(table: readonly InteractionEntry[]): CapabilityStatementRestInteraction[] {
  const codes = table
    .map(({ capability }) => capability)
    .filter((capability) => capability !== undefined && SYSTEM_CAPABILITIES.has(capability))
  return [...codes, 'transaction', 'batch'].map((code) => ({ code }) as CapabilityStatementRestInteraction)
}

const has = (table: readonly InteractionEntry[], name: InteractionEntry['name']): boolean =>
  table.some((entry) => entry.name === name)

function searchParam({ code, url, type }: SearchParameterDefinition): CapabilityStatementRestResourceSearchParam {
  return { name: code, definition: url, type } as CapabilityStatementRestResourceSearchParam
}

function includesOf(type: string, parameters: readonly SearchParameterDefinition[]): string[] {
  return parameters.filter((parameter) => parameter.type === 'reference').map(({ code }) => `${type}:${code}`)
}

/** The operations that a type has, or the server itself (undefined). */
function operationsOf(
  table: readonly InteractionEntry[],
  type: string | undefined,
): { readonly operation?: CapabilityStatementRestResourceOperation[] } {
  const own = table.filter((entry) => {
    if (entry.operation === undefined) return false
    const isSystem = entry.operation.level === 'system'
    return type === undefined ? isSystem : !isSystem && (entry.type ?? type) === type
  })
  const byCode = new Map(own.map(({ operation }) => [operation?.code, operation?.definition]))
  const operation = [...byCode].map(
    ([name, definition]) => ({ name, definition }) as CapabilityStatementRestResourceOperation,
  )
  return operation.length === 0 ? {} : { operation }
}

function resourceOf(
  sources: StatementSources,
  type: string,
  includes: ReadonlyMap<string, string[]>,
): CapabilityStatementRestResource {
  const { definitions, table, limits } = sources
  const parameters = [...definitions.searchParameters(type).values()].filter(sources.isSearchable)
  return {
    type: type as CapabilityStatementRestResource['type'],
    profile: `http://hl7.org/fhir/StructureDefinition/${type}`,
    interaction: typeInteractions(table),
    versioning: 'versioned',
    readHistory: has(table, 'vread'),
    updateCreate: true,
    conditionalCreate: has(table, 'create'),
    conditionalRead: 'full-support',
    conditionalUpdate: has(table, 'update-conditional'),
    conditionalDelete: limits.conditionalDeletesMax === 1 ? 'single' : 'multiple',
    referencePolicy: sources.integrity === 'full' ? ['literal', 'logical', 'enforced'] : ['literal', 'logical'],
    searchInclude: ['*', ...includesOf(type, parameters)],
    searchRevInclude: includes.get(type) ?? [],
    searchParam: parameters.map(searchParam),
    ...operationsOf(table, type),
  }
}

/** For each type, the `Type:parameter` that may point to it. */
function reverseIncludes(sources: StatementSources): ReadonlyMap<string, string[]> {
  const found = new Map<string, string[]>()
  for (const type of sources.definitions.resourceTypes) {
    for (const parameter of sources.definitions.searchParameters(type).values()) {
      if (parameter.type !== 'reference' || !sources.isSearchable(parameter)) continue
      for (const target of parameter.targets) {
        const list = found.get(target) ?? []
        list.push(`${type}:${parameter.code}`)
        found.set(target, list)
      }
    }
  }
  return found
}

function limitsText({
  bundleEntries,
  pageSizeDefault,
  pageSizeMax,
  includesMax,
  bodyBytes,
  conditionalDeletesMax,
}: StatementSources['limits']): string {
  return (
    `Limits: ${bodyBytes} bytes in a body, ${bundleEntries} entries in a batch or transaction, ${pageSizeDefault} resources on a page unless \`_count\` says ` +
    `otherwise and at most ${pageSizeMax}, ${includesMax} included resources on a page, ${conditionalDeletesMax} resources in a conditional delete. ` +
    'Unknown search parameters are refused unless the client says `Prefer: handling=lenient`.'
  )
}

function restOf(sources: StatementSources): CapabilityStatementRest {
  const { definitions, table } = sources
  const includes = reverseIncludes(sources)
  return {
    mode: 'server',
    documentation: limitsText(sources.limits),
    security: {
      cors: true,
      description:
        sources.authentication === 'token'
          ? 'Clients send `Authorization: Bearer`, a token with SMART v2 scopes such as `system/Observation.cruds`.'
          : 'This server asks nobody who they are.',
    },
    resource: definitions.resourceTypes.map((type) => resourceOf(sources, type, includes)),
    interaction: systemInteractions(table),
    ...operationsOf(table, undefined),
    compartment: COMPARTMENTS.map((code) => `http://hl7.org/fhir/CompartmentDefinition/${code.toLowerCase()}`),
  }
}

/**
 * The CapabilityStatement, derived from the table of interactions, the definitions and the limits, so that it cannot claim what is not there.
 * https://hl7.org/fhir/R4/capabilitystatement.html
 */
export function capabilityStatement(sources: StatementSources): CapabilityStatement {
  const { version, releaseDate } = sources.software
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: releaseDate,
    kind: 'instance',
    software: { name: 'Anteroom', version, releaseDate },
    implementation: { description: 'Anteroom, a FHIR server for ambulatory practices', url: sources.baseUrl },
    fhirVersion: '4.0.1',
    format: FORMATS,
    patchFormat: PATCH_FORMATS,
    rest: [restOf(sources)],
  }
}
