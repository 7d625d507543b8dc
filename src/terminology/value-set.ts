import type { ValueSet, ValueSetComposeInclude, ValueSetExpansionContains } from '@medplum/fhirtypes'
import type { Concept, ConceptFilter } from './code-system-source.js'
import type { CodeVerdict } from './terminology.js'

/** A concept that a value set lists itself. */
export interface ListedConcept {
  readonly code: string
  readonly display: string | undefined
  readonly designations: NonNullable<Concept['designations']>
}

/** One include or exclude of a value set. A code has to be selected by the system's part, where there is one, and be in every imported set. */
export interface Rule {
  readonly system: string | undefined
  readonly version: string | undefined
  /** By code; undefined where the rule doesn't list its concepts. */
  readonly listed: ReadonlyMap<string, ListedConcept> | undefined
  readonly filters: readonly ConceptFilter[]
  readonly imports: readonly string[]
}

/** A value set taken apart once. It grows only in `valid`, where it keeps what it found. */
export interface CompiledSet {
  readonly url: string
  readonly version: string | undefined
  readonly title: string
  readonly resource: ValueSet
  readonly includes: readonly Rule[]
  readonly excludes: readonly Rule[]
  /** False where the set leaves inactive concepts out. */
  readonly inactive: boolean
  /** Codes that were found to be in the set, by system (undefined for a code without one) and code. */
  readonly valid: Map<string | undefined, Map<string, CodeVerdict>>
}

/** Takes a value set apart: its compose, or where it has none the codes of its expansion. https://hl7.org/fhir/R4/valueset.html#compositions */
export function compileValueSet(resource: ValueSet): CompiledSet {
  const { compose, expansion, url = '' } = resource
  return {
    url,
    version: resource.version,
    title: resource.title ?? resource.name ?? url,
    resource,
    includes: compose === undefined ? expansionRules(expansion?.contains ?? []) : (compose.include ?? []).map(ruleOf),
    excludes: (compose?.exclude ?? []).map(ruleOf),
    inactive: compose?.inactive !== false,
    valid: new Map(),
  }
}

/** The name of a set for messages: `Title` (`url`). */
export const nameOf = ({ title, url }: Pick<CompiledSet, 'title' | 'url'>): string =>
  url === '' ? 'of the request' : title === url ? `\`${url}\`` : `\`${title}\` (\`${url}\`)`

function ruleOf({ system, version, concept, filter, valueSet }: ValueSetComposeInclude): Rule {
  return {
    system,
    version,
    listed:
      concept === undefined
        ? undefined
        : listOf(
            concept.map(({ code = '', display, designation }) => ({
              code,
              display,
              designations: (designation ?? []).flatMap(({ language, use, value }) =>
                value === undefined
                  ? []
                  : [{ ...(language === undefined ? {} : { language }), ...(use === undefined ? {} : { use }), value }],
              ),
            })),
          ),
    filters: (filter ?? []).map(({ property = '', op = '=', value = '' }) => ({ property, op, value })),
    imports: valueSet ?? [],
  }
}

/** An expansion without compose: one rule for each system and version, entries that only group left out. */
function expansionRules(contains: readonly ValueSetExpansionContains[]): readonly Rule[] {
  const groups = new Map<
    string,
    { system: string | undefined; version: string | undefined; concepts: ListedConcept[] }
  >()
  const open = [...contains].reverse()
  for (let entry = open.pop(); entry !== undefined; entry = open.pop()) {
    const { system, version, code, display } = entry
    // One by one: hundreds of thousands are too many arguments for a call.
    for (const inner of [...(entry.contains ?? [])].reverse()) open.push(inner)
    if (code === undefined || entry.abstract === true) continue
    const key = `${system}|${version}`
    const group = groups.get(key) ?? { system, version, concepts: [] }
    groups.set(key, group)
    group.concepts.push({ code, display, designations: [] })
  }
  return [...groups.values()].map(({ system, version, concepts }) => ({
    system,
    version,
    listed: listOf(concepts),
    filters: [],
    imports: [],
  }))
}

const listOf = (concepts: readonly ListedConcept[]): ReadonlyMap<string, ListedConcept> =>
  new Map(concepts.map((concept) => [concept.code, concept]))
