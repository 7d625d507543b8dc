import type { Hash, ValueRow } from './index-row.js'

/** The most tokens that a row of a capped type holds, the marker aside. */
export const tokensMax = 2_000

/** What goes beyond the cap is in the table `value` under this name; a colon is in no parameter's code. */
export const overflowParameter = ':tokens'

/**
 * The types of which a resource can practically have more tokens than the cap: their elements that are indexed repeat without a natural end (members,
 * entries, codes, targets, instances of a study). Their searches ask `value` too, one probe for each token. All other types keep every
 * token in the row, and their searches the one probe of the index on tokens: what a body may hold (`BODY_BYTES`) bounds them, and a visit, a patient or a
 * result never comes near. A Bundle's entries are not indexed, so it is no such type.
 */
const cappedTypes: ReadonlySet<string> = new Set([
  'AuditEvent',
  'CapabilityStatement',
  'CodeSystem',
  'Composition',
  'ConceptMap',
  'DocumentManifest',
  'ExampleScenario',
  'Group',
  'ImagingStudy',
  'ImplementationGuide',
  'Library',
  'Linkage',
  'List',
  'Measure',
  'MeasureReport',
  'MessageHeader',
  'PlanDefinition',
  'Provenance',
  'Questionnaire',
  'QuestionnaireResponse',
  'StructureDefinition',
  'StructureMap',
  'TestReport',
  'TestScript',
  'ValueSet',
])

/** True for the types whose rows hold a part of their tokens only, where there are very many. */
export const isCapped = (type: string): boolean => cappedTypes.has(type)

/** Tokens divided into those of the row and those of `value`. */
export interface CappedTokens {
  readonly tokens: readonly Hash[]
  readonly overflow: readonly ValueRow[]
}

const inValue = (key: Hash): ValueRow => ({
  parameter: overflowParameter,
  key,
  // The index on numbers, which begins with the parameter and the key, holds rows with a low end only.
  low: '0',
  high: null,
  unit: null,
  text: null,
})

/**
 * Keeps the tokens that a row may hold, and the marker that there are more. They come in groups, each beginning at one of `starts`: the first of every
 * group stays (a parameter's marker of presence), then the groups from the smallest on, so that identifiers, urls and what else tells resources
 * apart stay whole, and the longest list is what overflows.
 */
export function capTokens(tokens: readonly Hash[], starts: readonly number[], marker: Hash): CappedTokens {
  if (tokens.length <= tokensMax) return { tokens, overflow: [] }
  const groups = starts.map((start, index) => tokens.slice(start, starts[index + 1] ?? tokens.length))
  const firsts = groups.flatMap(([first]) => first ?? [])
  const rest = [...groups].sort((a, b) => a.length - b.length).flatMap((group) => group.slice(1))
  const ranked = [...firsts, ...rest]
  return { tokens: [...ranked.slice(0, tokensMax), marker], overflow: ranked.slice(tokensMax).map(inValue) }
}
