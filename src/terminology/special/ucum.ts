import { createRequire } from 'node:module'
import { LRUCache } from 'lru-cache'
import type { CodeSystemSource, Concept } from '../code-system-source.js'
import { createGrammarSource, plainConcept } from './grammar.js'

/** What is used of `@lhncbc/ucum-lhc`, which has no types of its own. */
interface UcumLibrary {
  validateUnitString(unit: string): {
    readonly status: string
    readonly ucumCode: string | null
    readonly unit?: { readonly name: string | null }
  }
  checkSynonyms?: unknown
  commensurablesList?: unknown
  convertToBaseUnits(
    unit: string,
    value: number,
  ): { readonly status: string; readonly unitToExp?: Readonly<Record<string, number>> }
  convertUnitTo(from: string, value: number, to: string): { readonly status: string; readonly toVal: number | null }
}

/** Units that are remembered: a practice uses few of them, and judging one takes a parser's time. */
const UNITS_MAX = 2_000

/** No unit that anyone writes is longer, and the parser's time grows with the length. */
const UNIT_LENGTH_MAX = 100

/** UCUM, https://ucum.org/ucum; codes are judged by its grammar, annotations in braces included. */
export function createUcumSource(): CodeSystemSource {
  const library = loadOnce()
  const known = new LRUCache<string, { readonly concept: Concept | undefined }>({ max: UNITS_MAX })
  const concept = (code: string): Concept | undefined => {
    const found = known.get(code)
    if (found !== undefined) return found.concept
    const judged = judge(library, code)
    known.set(code, { concept: judged })
    return judged
  }
  return createGrammarSource({
    url: 'http://unitsofmeasure.org',
    name: 'UCUM',
    caseSensitive: true,
    concept,
    // `canonical = m`: units of the same dimension; value sets write any unit of it.
    ownFilter: ({ code }, { property, op, value }) => {
      if (property !== 'canonical' || op !== '=') return undefined
      const dimension = dimensionOf(library, code)
      return dimension !== undefined && dimension === dimensionOf(library, value)
    },
  })
}

/** Converts an amount from one unit of UCUM to another; undefined where one of them is none, or they measure different things. */
export function createUcumConversion(): (value: number, from: string, to: string) => number | undefined {
  const library = loadOnce()
  return (value, from, to) => {
    if (judge(library, from) === undefined || judge(library, to) === undefined) return undefined
    try {
      const { status, toVal } = library().convertUnitTo(from, value, to)
      return status === 'succeeded' && typeof toVal === 'number' ? toVal : undefined
    } catch {
      return undefined
    }
  }
}

/** The library is large, so it is read when the first unit is asked for. */
function loadOnce(): () => UcumLibrary {
  let library: UcumLibrary | undefined
  return () => {
    library ??= createRequire(import.meta.url)('@lhncbc/ucum-lhc').UcumLhcUtils.getInstance() as UcumLibrary
    return library
  }
}

function judge(library: () => UcumLibrary, code: string): Concept | undefined {
  if (code.length === 0 || code.length > UNIT_LENGTH_MAX || /[^\x21-\x7e]/.test(code)) return undefined
  try {
    const { status, ucumCode, unit } = library().validateUnitString(code)
    // The library also answers what was probably meant: that is not what was written.
    return status === 'valid' && ucumCode === code ? plainConcept(code, unit?.name ?? undefined) : undefined
  } catch {
    // It throws on some texts that are no units.
    return undefined
  }
}

/** `m2 kg1`: the dimension as its base units; undefined for special units that have none. */
function dimensionOf(library: () => UcumLibrary, code: string): string | undefined {
  if (judge(library, code) === undefined) return undefined
  try {
    const { status, unitToExp } = library().convertToBaseUnits(code, 1)
    if (status !== 'succeeded' || unitToExp === undefined) return undefined
    return Object.entries(unitToExp)
      .map(([unit, exponent]) => `${unit}${exponent}`)
      .sort()
      .join(' ')
  } catch {
    return undefined
  }
}
