import type { Definitions } from '../definitions/definitions.js'
import type { TypedValue } from './expression.js'

/** One evaluation: the resource it began with, and where what was found is gathered. */
export interface Run {
  readonly root: unknown
  readonly found: TypedValue[]
}

/** One step of a compiled expression: takes a value with its type and hands what it leads to on to the next step. */
export type Walk = (value: unknown, type: string, run: Run) => void

/**
 * A compiled part of an expression: the types that its values can have, and how to put it before a next step. Steps are joined while
 * compiling, so that an evaluation is a chain of plain calls that keeps no lists in between.
 */
export interface Part {
  readonly types: readonly string[]
  readonly before: (next: Walk) => Walk
}

/** What a part is compiled for: the types of the value it starts from, and the type that an expression may begin with by name. */
export interface Scope {
  readonly definitions: Definitions
  readonly types: readonly string[]
  /** Undefined inside criteria, where names are elements only. */
  readonly rootType: string | undefined
  /** The type of `%resource`. */
  readonly resourceType: string
}

/** The last step: keeps what arrives. */
export const keep: Walk = (value, type, run) => {
  run.found.push({ type, value })
}

/** The part that finds nothing. */
export const nothing: Part = { types: [], before: () => () => undefined }

/** The part that stays where it is. */
export const stay = (types: readonly string[]): Part => ({ types, before: (next) => next })

/** Evaluates a part as a whole collection, for what needs all of it at once: indexers, unions, comparisons. */
export function collect(part: Part): (value: unknown, type: string, run: Run) => readonly TypedValue[] {
  const walk = part.before(keep)
  return (value, type, { root }) => {
    const run: Run = { root, found: [] }
    walk(value, type, run)
    return run.found
  }
}

/** A part that answers true, false, or nothing at all. https://hl7.org/fhirpath/N1/#boolean-logic */
export const answer = (decide: (value: unknown, type: string, run: Run) => boolean | undefined): Part => ({
  types: ['boolean'],
  before: (next) => (value, type, run) => {
    const decided = decide(value, type, run)
    if (decided !== undefined) next(decided, 'boolean', run)
  },
})
