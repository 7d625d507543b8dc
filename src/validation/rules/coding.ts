import { shown } from '../../fhir/suggest.js'
import type { CodedValue, CodeVerdict } from '../../terminology/terminology.js'
import type { JsonRecord } from '../check.js'
import type { Rule, Spot } from '../run.js'
import { isRecord } from '../shapes.js'
import { isAbsoluteUri } from './absolute-uri.js'
import { codedValue, quotedCode } from './coded.js'
import { found } from './found.js'

const ownSystem = /^http:\/\/(?:hl7\.org\/fhir\/|terminology\.hl7\.org\/)/

/**
 * Checks a Coding by itself, whatever it is bound to: that its system can be one, that the system has the code, and that the display is one of the
 * code's. https://hl7.org/fhir/R4/datatypes.html#Coding
 */
export const coding = (): Rule => (value, spot) => {
  if (!isRecord(value)) return
  const { system, code, display, version } = value
  if (typeof code !== 'string') {
    if (typeof system === 'string') checkSystem(system, spot)
    return
  }
  if (typeof system !== 'string') {
    if (system === undefined && value._system === undefined) noSystem(spot, code)
    return
  }
  const { run } = spot.frame
  const coded = codedValue(
    system,
    typeof version === 'string' ? version : undefined,
    code,
    typeof display === 'string' ? display : undefined,
  )
  const verdict = run.terminology.inSystem(coded, run.answers.codes)
  if (verdict.kind === 'valid') checkDisplay(coded, verdict.displays, spot)
  else if (verdict.kind === 'pending') run.ask(verdict.question)
  else if (checkSystem(system, spot)) doubt(coded, verdict, spot)
}

function noSystem(spot: Spot, code: string): void {
  found(spot, '', {
    severity: 'warning',
    code: 'code-invalid',
    sentence: `\`{path}\` has the code \`${shown(code)}\` and no system; a code without a system has no defined meaning.`,
  })
}

/** True for what can be a code system's url; else it says what is wrong. */
function checkSystem(system: string, spot: Spot): boolean {
  const { canonicals } = spot.frame.run
  if (!isAbsoluteUri(system)) {
    found(spot, '/system', {
      code: 'code-invalid',
      sentence: `\`{path}\` is \`${shown(system)}\`; the system of a code has to be an absolute uri such as \`http://loinc.org\`.`,
    })
    return false
  }
  const isValueSet =
    system.startsWith('http://hl7.org/fhir/ValueSet/') ||
    (canonicals.entry('ValueSet', system) !== undefined && canonicals.entry('CodeSystem', system) === undefined)
  if (!isValueSet) return !isSupplement(system, spot)
  found(spot, '/system', {
    code: 'code-invalid',
    sentence: `\`{path}\` is \`${shown(system)}\`, which is a value set; the code system is wanted that the code comes from.`,
  })
  return false
}

/** A supplement adds to the concepts of another system, and has none. https://hl7.org/fhir/R4/codesystem.html#supplements */
function isSupplement(system: string, spot: Spot): boolean {
  const definition = spot.frame.run.canonicals.find('CodeSystem', system)
  if (definition?.content !== 'supplement') return false
  found(spot, '/system', {
    code: 'code-invalid',
    sentence: `\`{path}\` is \`${shown(system)}\`, which only adds to \`${shown(definition.supplements ?? '')}\`; the system that it adds to is wanted.`,
  })
  return true
}

function doubt(coded: CodedValue, verdict: Exclude<CodeVerdict, { kind: 'valid' | 'pending' }>, spot: Spot): void {
  if (verdict.kind === 'unverifiable') {
    found(spot, '', {
      severity: 'information',
      code: 'not-supported',
      sentence: `\`{path}\`: the ${quotedCode(coded)} could not be checked. ${verdict.sentence}`,
    })
    return
  }
  const isWrong = verdict.why === 'syntax' || isDefined(coded.system ?? '', spot)
  found(spot, '/code', {
    severity: isWrong ? 'error' : 'warning',
    code: 'code-invalid',
    sentence: `\`{path}\`: ${verdict.sentence}`,
  })
}

/** True for a system whose resource says that it is complete. A published file that was imported may be older than the client's, and so only warns. */
export function isDefined(system: string, { frame: { run } }: Spot): boolean {
  if (ownSystem.test(system)) return true
  return run.canonicals.find('CodeSystem', system)?.content === 'complete'
}

function checkDisplay({ display, code }: CodedValue, displays: readonly string[], spot: Spot): void {
  if (display === undefined || displays.length === 0 || displays.includes(display)) return
  if (!isEnglish(spot.frame.resource)) return
  const plain = plainOf(display)
  if (displays.some((known) => plainOf(known) === plain)) return
  const known = displays.slice(0, 3).map((each) => `“${shown(each)}”`)
  found(spot, '/display', {
    severity: 'warning',
    code: 'value',
    sentence: `\`{path}\` is “${shown(display)}”, which is no name of the code \`${shown(code)}\`; its system says ${known.join(', ')}.`,
  })
}

const plainOf = (display: string): string => display.trim().toLowerCase().replace(/\s+/g, ' ')

/** Displays of the known systems are English: what a resource of another language says may be a right translation. */
const isEnglish = ({ language }: JsonRecord): boolean => typeof language !== 'string' || /^en(?:-|$)/i.test(language)
