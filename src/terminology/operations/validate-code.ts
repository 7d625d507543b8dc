import type { CodeSystem, Parameters } from '@medplum/fhirtypes'
import type { Queryable } from '../../database/database.js'
import { badRequest } from '../../fhir/outcome.js'
import { displayIn, isSameDisplay } from '../display.js'
import type { TerminologyEngine } from '../engine.js'
import { createLocalSource } from '../local-source.js'
import { displaysOf, judgeMissing, type Membership } from '../membership.js'
import { settle } from '../settle.js'
import type { CodedValue } from '../terminology.js'
import type { CompiledSet } from '../value-set.js'
import { type CodedInput, codedValues } from './coded.js'
import { codeParameter, parametersOf, stringParameter, uriParameter } from './parameters.js'
import { type TargetInput, targetSet } from './target-set.js'

interface Options {
  readonly displayLanguage?: string | undefined
  /** True where a concept that only groups is right too. */
  readonly abstract?: boolean | undefined
}

export interface ValueSetValidateCodeInput extends TargetInput, Omit<CodedInput, 'version'>, Options {
  readonly systemVersion?: string | undefined
  /** True where the value set may say which system a code is of. */
  readonly inferSystem?: boolean | undefined
}

export interface CodeSystemValidateCodeInput extends Omit<CodedInput, 'system'>, Options {
  readonly url?: string | undefined
  /** The code system itself, where it comes with the request. */
  readonly codeSystem?: CodeSystem | undefined
}

/**
 * ValueSet/$validate-code: whether a value set holds a code, or one of a CodeableConcept. Throws a 400 for input that is none, a 404 where the value set is absent; a
 * code that cannot be verified is not right, and the message says why. https://hl7.org/fhir/R4/valueset-operation-validate-code.html
 */
export async function validateCodeInValueSet(
  engine: TerminologyEngine,
  input: ValueSetValidateCodeInput,
  queryable: Queryable,
): Promise<Parameters> {
  const set = targetSet(engine, input)
  const coded = codedValues({ ...input, version: input.systemVersion })
  if (coded.some(({ system }) => system === undefined) && input.inferSystem !== true) {
    throw badRequest(
      'A code without a system can be looked for only with `inferSystem=true`; else the parameter `system` has to be given.',
    )
  }
  return judgeAll(engine, set, coded, { ...input, queryable })
}

/**
 * CodeSystem/$validate-code: whether a code system has a code. Throws a 400 for input that is none.
 * https://hl7.org/fhir/R4/codesystem-operation-validate-code.html
 */
export async function validateCodeInCodeSystem(
  engine: TerminologyEngine,
  input: CodeSystemValidateCodeInput,
  queryable: Queryable,
): Promise<Parameters> {
  const { url, codeSystem } = input
  const coded = codedValues({ ...input, system: url ?? codeSystem?.url })
  if (codeSystem !== undefined) return judgeInline(codeSystem, coded, input)
  for (const { system } of coded) {
    if (system === undefined) throw badRequest('The parameter `url` has to be given together with `code`.')
    if (url !== undefined && system !== url) {
      throw badRequest(`The coding is of \`${system}\`, and the parameter \`url\` says \`${url}\`.`)
    }
  }
  return judgeAll(engine, undefined, coded, { abstract: true, ...input, queryable })
}

interface Judged {
  readonly coded: CodedValue
  readonly answer: Membership | undefined
}

async function judgeAll(
  engine: TerminologyEngine,
  set: CompiledSet | undefined,
  coded: readonly CodedValue[],
  options: Options & { readonly queryable: Queryable },
): Promise<Parameters> {
  const abstract = options.abstract === true ? 'taken' : 'refused'
  const answers = await settle(
    coded,
    (each, facts) => {
      const answer = engine.judge(set, each, { facts, abstract })
      return answer.kind === 'pending' ? undefined : answer
    },
    options.queryable,
  )
  const judged = coded.map((each, index): Judged => ({ coded: each, answer: answers[index] }))
  return resultOf(judged, options.displayLanguage, (each, answer) => engine.explain(set, each, answer))
}

/** A code system that comes with the request is asked by itself. */
function judgeInline(codeSystem: CodeSystem, coded: readonly CodedValue[], { displayLanguage }: Options): Parameters {
  const source = createLocalSource(codeSystem)
  const judged = coded.map((each): Judged => {
    const concept = source.local?.find(each.code)
    const answer: Membership =
      concept === undefined
        ? judgeMissing(source, each.code)
        : { kind: 'in', displays: displaysOf(concept), concept, system: source.url }
    return { coded: each, answer }
  })
  return resultOf(judged, displayLanguage, (_, answer) => answer.sentence ?? '')
}

type Explain = (coded: CodedValue, answer: Extract<Membership, { kind: 'out' }>) => string

/** Right where one of the codes is right; the message then says what is doubtful of it, else what is wrong with each. */
function resultOf(judged: readonly Judged[], language: string | undefined, explain: Explain): Parameters {
  for (const { coded, answer } of judged) {
    if (answer?.kind !== 'in') continue
    const { concept, system, displays } = answer
    return parametersOf(
      { name: 'result', valueBoolean: true },
      stringParameter('message', displayWarning(coded, displays)),
      stringParameter('display', concept === undefined ? displays[0] : displayIn(concept, language)),
      codeParameter('code', concept?.code ?? coded.code),
      uriParameter('system', system ?? coded.system),
      stringParameter('version', coded.version),
    )
  }
  const sentences = judged.map(({ coded, answer }) => wrongSentence(coded, answer, explain))
  const [first] = judged
  return parametersOf(
    { name: 'result', valueBoolean: false },
    { name: 'message', valueString: [...new Set(sentences)].join(' ') },
    ...(judged.length === 1
      ? [codeParameter('code', first?.coded.code), uriParameter('system', first?.coded.system)]
      : []),
  )
}

function wrongSentence(coded: CodedValue, answer: Membership | undefined, explain: Explain): string {
  if (answer?.kind === 'out') return explain(coded, answer)
  return answer?.kind === 'unknown' ? answer.sentence : `The code \`${coded.code}\` cannot be verified.`
}

function displayWarning({ display, code }: CodedValue, displays: readonly string[]): string | undefined {
  if (display === undefined || displays.length === 0) return undefined
  if (displays.some((each) => isSameDisplay(each, display))) return undefined
  const expected = displays.slice(0, 5).map((each) => `\`${each}\``)
  return `The display \`${display}\` is none of the code \`${code}\`; expected is ${expected.join(' or ')}.`
}
