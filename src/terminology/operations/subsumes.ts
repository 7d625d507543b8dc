import type { Coding, Parameters } from '@medplum/fhirtypes'
import type { Queryable } from '../../database/database.js'
import { badRequest, unknown } from '../../fhir/outcome.js'
import type { TerminologyEngine } from '../engine.js'
import { unknownCode } from '../sentences.js'
import { codedValue } from './coded.js'
import { parametersOf } from './parameters.js'
import { systemSource } from './system-source.js'

export interface SubsumesInput {
  readonly codeA?: string | undefined
  readonly codeB?: string | undefined
  readonly system?: string | undefined
  readonly version?: string | undefined
  readonly codingA?: Coding | undefined
  readonly codingB?: Coding | undefined
}

export type SubsumptionOutcome = 'equivalent' | 'subsumes' | 'subsumed-by' | 'not-subsumed'

/**
 * CodeSystem/$subsumes: how two codes of one system stand to each other. Throws a 400 for input that is none, a 404 where there is no such system or code.
 * https://hl7.org/fhir/R4/codesystem-operation-subsumes.html
 */
export async function subsumes(
  engine: TerminologyEngine,
  input: SubsumesInput,
  queryable: Queryable,
): Promise<Parameters> {
  const { system, version, codeA, codeB } = pairOf(input)
  const source = systemSource(engine, system, version)
  const found = await source.find([codeA, codeB], queryable)
  const [a, b] = [codeA, codeB].map((code) => {
    const concept = found.get(code)
    if (concept === undefined) throw unknown(unknownCode(source, code))
    return concept.code
  })
  if (a === undefined || b === undefined || a === b) return outcomeOf('equivalent')
  const [aAbove, bAbove] = await source.descends(
    [
      { ancestor: a, code: b },
      { ancestor: b, code: a },
    ],
    queryable,
  )
  return outcomeOf(aAbove ? 'subsumes' : bAbove ? 'subsumed-by' : 'not-subsumed')
}

const outcomeOf = (outcome: SubsumptionOutcome): Parameters => parametersOf({ name: 'outcome', valueCode: outcome })

interface Pair {
  readonly system: string
  readonly version: string | undefined
  readonly codeA: string
  readonly codeB: string
}

function pairOf({ codeA, codeB, system, version, codingA, codingB }: SubsumesInput): Pair {
  if (codeA !== undefined && codeB !== undefined && codingA === undefined && codingB === undefined) {
    if (system === undefined)
      throw badRequest('The parameter `system` has to be given together with `codeA` and `codeB`.')
    return { system, version, codeA, codeB }
  }
  if (codingA === undefined || codingB === undefined || codeA !== undefined || codeB !== undefined) {
    throw badRequest('Either `codeA` and `codeB` with `system` have to be given, or `codingA` and `codingB`.')
  }
  const a = codedValue(codingA)
  const b = codedValue(codingB)
  const shared = a.system ?? system
  if (shared === undefined) throw badRequest('The parameter `codingA` has no `system`.')
  if (shared !== (b.system ?? system)) throw badRequest('Both codings have to be of the same system.')
  return { system: shared, version: a.version ?? b.version ?? version, codeA: a.code, codeB: b.code }
}
