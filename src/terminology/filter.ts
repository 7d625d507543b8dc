import { badRequest } from '../fhir/outcome.js'
import type { Concept, ConceptFilter } from './code-system-source.js'
import { compilePattern } from './pattern.js'

/** Decides whether a concept fulfils something. */
export type ConceptTest = (concept: Concept) => boolean

/** What a filter needs to know of the system beside the concept itself. */
export interface FilterSurroundings {
  /** The code as the system spells it, where the case of codes doesn't matter. */
  readonly canonicalCode: (code: string) => string
  /** Whether `code` is a strict descendant of `ancestor`. */
  readonly descends: (ancestor: string, code: string) => boolean
  /** The same for many codes, where the ancestor need be looked up once only. */
  readonly descendsFrom?: (ancestor: string) => (code: string) => boolean
}

/** Properties whose filters speak of the concept's place in the hierarchy, whatever they are called in value sets. */
const conceptProperties = new Set(['concept', 'code'])

/**
 * Compiles filters into one test; all have to hold. Throws a 400 `FhirError` for a pattern that is none.
 * https://hl7.org/fhir/R4/valueset-filter-operator.html
 */
export function compileFilters(filters: readonly ConceptFilter[], surroundings: FilterSurroundings): ConceptTest {
  const tests = filters.map((filter) => compileFilter(filter, surroundings))
  const [only] = tests
  return tests.length === 1 && only !== undefined ? only : (concept) => tests.every((test) => test(concept))
}

function compileFilter({ property, op, value }: ConceptFilter, surroundings: FilterSurroundings): ConceptTest {
  const { canonicalCode, descends } = surroundings
  const descendsFrom = surroundings.descendsFrom ?? ((ancestor) => (code) => descends(ancestor, code))
  switch (op) {
    case 'is-a': {
      const ancestor = canonicalCode(value)
      const isBelow = descendsFrom(ancestor)
      return ({ code }) => code === ancestor || isBelow(code)
    }
    case 'descendent-of': {
      const isBelow = descendsFrom(canonicalCode(value))
      return ({ code }) => isBelow(code)
    }
    case 'is-not-a': {
      const ancestor = canonicalCode(value)
      const isBelow = descendsFrom(ancestor)
      return ({ code }) => code !== ancestor && !isBelow(code)
    }
    case 'generalizes': {
      const descendant = canonicalCode(value)
      return ({ code }) => code === descendant || descends(code, descendant)
    }
    case '=':
      return equals(property, canonicalProperty(property, value, canonicalCode))
    case 'in':
      return among(property, value, canonicalCode)
    case 'not-in': {
      const inside = among(property, value, canonicalCode)
      return (concept) => !inside(concept)
    }
    case 'regex': {
      const matches = compilePattern(value)
      return (concept) => valuesOf(concept, property).some(matches)
    }
    case 'exists':
      return exists(property, value)
  }
}

/** Codes are compared as the system spells them; other values as they are written. */
const canonicalProperty = (property: string, value: string, canonicalCode: (code: string) => string): string =>
  conceptProperties.has(property) || property === 'parent' ? canonicalCode(value) : value

function equals(property: string, value: string): ConceptTest {
  return (concept) => valuesOf(concept, property).includes(value)
}

function among(property: string, value: string, canonicalCode: (code: string) => string): ConceptTest {
  const wanted = new Set(value.split(',').map((part) => canonicalProperty(property, part.trim(), canonicalCode)))
  return (concept) => valuesOf(concept, property).some((one) => wanted.has(one))
}

function exists(property: string, value: string): ConceptTest {
  if (value !== 'true' && value !== 'false') {
    throw badRequest(`The filter \`${property} exists\` takes \`true\` or \`false\`, not \`${value}\`.`)
  }
  const wanted = value === 'true'
  return (concept) => valuesOf(concept, property).length > 0 === wanted
}

/**
 * The values of a property as text. Beside what the system declares: `code` and `concept`, `display`, `definition`, `parent`, `inactive`, `notSelectable`.
 * https://hl7.org/fhir/R4/codesystem-concept-properties.html
 */
export function valuesOf(concept: Concept, property: string): readonly string[] {
  if (conceptProperties.has(property)) return [concept.code]
  // Nesting makes parents too, beside those that a property names.
  if (property === 'parent') return concept.parents
  const declared = (concept.properties ?? []).filter(({ code }) => code === property).map(({ value }) => textOf(value))
  if (declared.length > 0) return declared
  switch (property) {
    case 'display':
      return concept.display === undefined ? [] : [concept.display]
    case 'definition':
      return concept.definition === undefined ? [] : [concept.definition]
    case 'inactive':
      return [String(!concept.active)]
    case 'notSelectable':
      return [String(concept.abstract)]
    default:
      return []
  }
}

const textOf = (value: unknown): string =>
  typeof value === 'object' && value !== null && 'code' in value ? String(value.code) : String(value)
