import type { Coding, ConceptMap, Parameters, ParametersParameter } from '@medplum/fhirtypes'
import { badRequest, unknown } from '../../fhir/outcome.js'
import { shown } from '../../fhir/suggest.js'
import type { TerminologyEngine } from '../engine.js'
import { type CodedInput, codedValues } from './coded.js'
import { type Dependency, type Direction, mappingsOf } from './mappings.js'
import { parametersOf, partsParameter, stringParameter } from './parameters.js'

export interface TranslateInput extends CodedInput {
  readonly url?: string | undefined
  readonly conceptMapVersion?: string | undefined
  /** The map itself, or the one that the operation was called on. */
  readonly conceptMap?: ConceptMap | undefined
  /** The value sets that are mapped from and to: they choose the map where none is named. */
  readonly source?: string | undefined
  readonly target?: string | undefined
  readonly targetsystem?: string | undefined
  readonly dependencies?: readonly Dependency[] | undefined
  readonly reverse?: boolean | undefined
}

/** A code that a code was mapped to. */
interface Match {
  readonly equivalence: string
  readonly concept: Coding | undefined
  readonly products: readonly { readonly element: string | undefined; readonly concept: Coding }[]
  readonly source: string | undefined
}

/** Equivalences that say that there is no such code. */
const negative = new Set(['unmatched', 'disjoint'])

/**
 * ConceptMap/$translate: the codes that a code is mapped to. Throws a 400 for input that is none, a 404 where the map is absent.
 * https://hl7.org/fhir/R4/conceptmap-operation-translate.html
 */
export async function translate(engine: TerminologyEngine, input: TranslateInput): Promise<Parameters> {
  const coded = codedValues(input)
  const direction: Direction = input.reverse === true ? 'reverse' : 'forward'
  const wanted = { targetsystem: input.targetsystem, dependencies: input.dependencies ?? [], direction }
  const mapOf = (url: string): ConceptMap | undefined => engine.canonicals.find('ConceptMap', url)
  const matches = mapsOf(engine, input, direction).flatMap((map) =>
    coded.flatMap((code): readonly Match[] =>
      mappingsOf(map, code, wanted, mapOf).map((mapping) => ({ ...mapping, source: mapping.map.url })),
    ),
  )
  const hasMatch = matches.some(({ equivalence, concept }) => concept !== undefined && !negative.has(equivalence))
  const names = coded.map(({ code }) => `\`${shown(code)}\``).join(', ')
  return parametersOf(
    { name: 'result', valueBoolean: hasMatch },
    stringParameter('message', hasMatch ? undefined : `No mapping was found for the code ${names}.`),
    ...matches.map(matchParameter),
  )
}

function matchParameter({ equivalence, concept, products, source }: Match): ParametersParameter {
  return partsParameter(
    'match',
    { name: 'equivalence', valueCode: equivalence },
    concept === undefined ? undefined : { name: 'concept', valueCoding: concept },
    ...products.map((product) =>
      partsParameter(
        'product',
        product.element === undefined ? undefined : { name: 'element', valueUri: product.element },
        { name: 'concept', valueCoding: product.concept },
      ),
    ),
    source === undefined ? undefined : { name: 'source', valueUri: source },
  )
}

function mapsOf(engine: TerminologyEngine, input: TranslateInput, direction: Direction): readonly ConceptMap[] {
  const { conceptMap, url, conceptMapVersion, source, target, targetsystem } = input
  if (conceptMap !== undefined) return [conceptMap]
  if (url !== undefined) {
    const canonical = conceptMapVersion === undefined ? url : `${url}|${conceptMapVersion}`
    const map = engine.canonicals.find('ConceptMap', canonical)
    if (map === undefined) throw unknown(`The concept map \`${shown(canonical)}\` is not on this server.`)
    return [map]
  }
  if (source === undefined && target === undefined && targetsystem === undefined) {
    throw badRequest(
      'One of the parameters `url`, `conceptMap`, `source`, `target` and `targetsystem` has to be given.',
    )
  }
  const [from, to] = direction === 'forward' ? [source, target] : [target, source]
  const maps = newestMaps(engine).filter(
    (map) => isScope(from, map.sourceCanonical ?? map.sourceUri) && isScope(to, map.targetCanonical ?? map.targetUri),
  )
  if (maps.length === 0) throw unknown('No concept map on this server has this `source` and `target`.')
  return maps
}

/** The newest version of each map. */
function newestMaps(engine: TerminologyEngine): readonly ConceptMap[] {
  const seen = new Set<string>()
  return engine.canonicals.list('ConceptMap').flatMap((entry) => {
    if (seen.has(entry.url)) return []
    seen.add(entry.url)
    return [entry.load()]
  })
}

/** Versions are looked at only where both sides have one. */
function isScope(wanted: string | undefined, scope: string | undefined): boolean {
  if (wanted === undefined || wanted === scope) return true
  const [url, version] = wanted.split('|', 2)
  const [scopeUrl, scopeVersion] = (scope ?? '').split('|', 2)
  return url === scopeUrl && (version === undefined || scopeVersion === undefined)
}
