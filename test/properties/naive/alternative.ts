import type { SearchParameterDefinition } from '../../../src/definitions/definitions.js'
import type { TypedValue } from '../../../src/fhirpath/expression.js'
import type { Random } from '../../harness/random.js'

/** One search value as it is written, and what it means for a value that HL7's FHIRPath engine found: the two ends of the law. */
export interface Alternative {
  readonly text: string
  readonly test: (value: TypedValue) => boolean
}

/** What the values of a search are made from. */
export interface Draw {
  readonly random: Random
  readonly definition: SearchParameterDefinition
  readonly modifier: string | undefined
  /** A value that some resource has. */
  readonly value: TypedValue
}

/** A parameter type: its modifiers, and how a search value is drawn; undefined where none can be made of that value. */
export interface NaiveType {
  readonly modifiers: readonly string[]
  readonly draw: (draw: Draw) => Alternative | undefined
}

/** Writes a part of a search value. https://hl7.org/fhir/R4/search.html#escaping */
export const escaped = (text: string): string => text.replace(/[\\,|$]/g, '\\$&')

type Members = Readonly<Record<string, unknown>>

export const members = (value: unknown): Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {}

export const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
