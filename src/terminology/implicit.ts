import type { ValueSet } from '@medplum/fhirtypes'
import type { Canonicals } from '../definitions/canonicals.js'
import type { ConceptFilter } from './code-system-source.js'

/** R4's own systems all have their value sets as resources, so that they need not be looked through. */
const coreOrigin = /^hl7\.fhir\.r4\.core(#|$)/

const conceptFilter = (op: ConceptFilter['op'], value: string): ConceptFilter => ({ property: 'concept', op, value })

/**
 * The value set that a url implies without being a resource: all codes of a system (`url?fhir_vs`, LOINC's `/vs`, a system's own `valueSet`), what is below a concept of
 * SNOMED CT (`?fhir_vs=isa/…`), an answer list of LOINC (`/vs/LL…`) or what is below a part of it (`/vs/LP…`). Undefined for any other url, also for reference
 * sets and expressions (`refset`, `ecl`), which are not known here. https://hl7.org/fhir/R4/snomedct.html#implicit, https://hl7.org/fhir/R4/loinc.html#implicit
 */
export function createImplicitValueSets(canonicals: Canonicals): (url: string) => ValueSet | undefined {
  let declared: ReadonlyMap<string, string> | undefined
  return (url) => {
    const algorithmic = algorithmicValueSet(url)
    if (algorithmic !== undefined) return algorithmic
    declared ??= declaredValueSets(canonicals)
    const system = declared.get(url)
    return system === undefined ? undefined : wholeSystem(url, system)
  }
}

function algorithmicValueSet(url: string): ValueSet | undefined {
  const [, system, query] = /^([^?]+)\?fhir_vs(?:=(.*))?$/.exec(url) ?? []
  if (system !== undefined) {
    if (query === undefined || query === '') return wholeSystem(url, system)
    const ancestor = /^isa\/(\d{6,18})$/.exec(query)?.[1]
    return ancestor === undefined ? undefined : wholeSystem(url, system, conceptFilter('is-a', ancestor))
  }
  const [, loinc, list] = /^(http:\/\/loinc\.org)\/vs(?:\/(L[LP]\d{1,9}-\d))?$/.exec(url) ?? []
  if (loinc !== undefined) {
    if (list === undefined) return wholeSystem(url, loinc)
    const filter: ConceptFilter = list.startsWith('LL')
      ? { property: 'LIST', op: '=', value: list }
      : { property: 'ancestor', op: '=', value: list }
    return wholeSystem(url, loinc, filter)
  }
  return url === 'http://unitsofmeasure.org/vs' ? wholeSystem(url, 'http://unitsofmeasure.org') : undefined
}

function wholeSystem(url: string, system: string, ...filters: readonly ConceptFilter[]): ValueSet {
  const filter = filters.map((each) => ({ ...each }))
  return {
    resourceType: 'ValueSet',
    url,
    status: 'active',
    compose: { include: [filter.length === 0 ? { system } : { system, filter }] },
  }
}

/** Systems by the value set of all their codes that they declare. https://hl7.org/fhir/R4/codesystem-definitions.html#CodeSystem.valueSet */
function declaredValueSets(canonicals: Canonicals): ReadonlyMap<string, string> {
  return new Map(
    canonicals
      .list('CodeSystem')
      .filter(({ origin }) => !coreOrigin.test(origin))
      .map((entry) => entry.load())
      .flatMap(({ url, valueSet }) =>
        url === undefined || valueSet === undefined ? [] : [[valueSet.split('|', 1)[0] ?? '', url] as const],
      ),
  )
}
