import type { Coding, Parameters, ParametersParameter } from '@medplum/fhirtypes'
import type { Queryable } from '../../database/database.js'
import { badRequest, unknown } from '../../fhir/outcome.js'
import type { CodeSystemSource, Concept } from '../code-system-source.js'
import { displayIn } from '../display.js'
import type { TerminologyEngine } from '../engine.js'
import { unknownCode } from '../sentences.js'
import { codedValues } from './coded.js'
import { parametersOf, partsParameter, stringParameter } from './parameters.js'
import { systemSource } from './system-source.js'

/** Children of a concept that are listed. */
const CHILDREN_MAX = 1_000

export interface LookupInput {
  readonly system?: string | undefined
  readonly code?: string | undefined
  readonly version?: string | undefined
  readonly coding?: Coding | undefined
  readonly displayLanguage?: string | undefined
  /** The properties that are wanted; what the server chooses where there are none: all but the children. */
  readonly properties?: readonly string[]
}

/**
 * CodeSystem/$lookup: what is known of a code. Throws a 400 for input that is none, a 404 where there is no such system or code.
 * https://hl7.org/fhir/R4/codesystem-operation-lookup.html
 */
export async function lookup(engine: TerminologyEngine, input: LookupInput, queryable: Queryable): Promise<Parameters> {
  const [coded] = codedValues(input)
  if (coded?.system === undefined) throw badRequest('The parameter `system` has to be given together with `code`.')
  const source = systemSource(engine, coded.system, coded.version)
  const concept = (await source.find([coded.code], queryable)).get(coded.code)
  if (concept === undefined) throw unknown(unknownCode(source, coded.code))
  const wanted = new Set(input.properties ?? [])
  const isWanted = (property: string): boolean => wanted.size === 0 || wanted.has(property) || wanted.has('*')
  const language = input.displayLanguage
  const children = wanted.has('child') || wanted.has('*') ? await childrenOf(source, concept, queryable) : []
  return parametersOf(
    { name: 'name', valueString: source.name },
    stringParameter('version', source.version),
    { name: 'display', valueString: displayIn(concept, language) ?? concept.code },
    ...(isWanted('designation') ? designations(concept) : languageDesignations(concept, wanted)),
    ...properties(concept, children)
      .filter(({ code }) => isWanted(code))
      .map(({ parameter }) => parameter),
  )
}

async function childrenOf(
  source: CodeSystemSource,
  { code }: Concept,
  queryable: Queryable,
): Promise<readonly string[]> {
  if (source.content === 'grammar') return []
  const query = {
    filters: [{ property: 'parent', op: '=', value: code }],
    text: undefined,
    activeOnly: false,
    offset: 0,
    count: CHILDREN_MAX,
  } as const
  return (await source.select(query, queryable)).concepts.map((concept) => concept.code)
}

const designations = (concept: Concept): readonly ParametersParameter[] => (concept.designations ?? []).map(designation)

/** `lang.de` asks for the designations of one language. */
const languageDesignations = (concept: Concept, wanted: ReadonlySet<string>): readonly ParametersParameter[] =>
  (concept.designations ?? []).filter(({ language }) => wanted.has(`lang.${language}`)).map(designation)

const designation = ({ language, use, value }: NonNullable<Concept['designations']>[number]): ParametersParameter =>
  partsParameter(
    'designation',
    language === undefined ? undefined : { name: 'language', valueCode: language },
    use === undefined ? undefined : { name: 'use', valueCoding: { ...use } },
    { name: 'value', valueString: value },
  )

interface Property {
  readonly code: string
  readonly parameter: ParametersParameter
}

/** Properties that every system has, then those that this one declares. */
function properties(concept: Concept, children: readonly string[]): readonly Property[] {
  const declared = concept.properties ?? []
  const names = new Set(declared.map(({ code }) => code))
  const own: readonly (readonly [code: string, field: string, value: unknown])[] = [
    ...(concept.definition === undefined ? [] : [['definition', 'valueString', concept.definition] as const]),
    ['inactive', 'valueBoolean', !concept.active],
    ['notSelectable', 'valueBoolean', concept.abstract],
    ...concept.parents.map((parent) => ['parent', 'valueCode', parent] as const),
    ...children.map((child) => ['child', 'valueCode', child] as const),
  ]
  return [
    ...own.filter(([code]) => !names.has(code)).map(([code, field, value]) => property(code, field, value)),
    ...declared.map(({ code, valueType, value }) =>
      property(code, `value${valueType.charAt(0).toUpperCase()}${valueType.slice(1)}`, value),
    ),
  ]
}

const property = (code: string, field: string, value: unknown): Property => ({
  code,
  parameter: partsParameter('property', { name: 'code', valueCode: code }, { name: 'value', [field]: value }),
})
