import type { CodeableConcept, Coding } from '@medplum/fhirtypes'
import { badRequest } from '../../fhir/outcome.js'
import type { CodedValue } from '../terminology.js'

/** The three ways in which a client may give what an operation is about: exactly one of them. */
export interface CodedInput {
  readonly code?: string | undefined
  readonly system?: string | undefined
  /** The version of the system, together with `code`. */
  readonly version?: string | undefined
  readonly display?: string | undefined
  readonly coding?: Coding | undefined
  readonly codeableConcept?: CodeableConcept | undefined
}

/** Codings of one CodeableConcept that are looked at. */
const CODINGS_MAX = 100

/** The codes that a client asks about. Throws a 400 where there is not exactly one of the three ways, or a coding is without a code. */
export function codedValues({
  code,
  system,
  version,
  display,
  coding,
  codeableConcept,
}: CodedInput): readonly CodedValue[] {
  const given = [code, coding, codeableConcept].filter((each) => each !== undefined)
  if (given.length !== 1) {
    throw badRequest('Exactly one of the parameters `code`, `coding` and `codeableConcept` has to be given.')
  }
  if (code !== undefined) return [{ system, version, code, display }]
  const codings = coding === undefined ? (codeableConcept?.coding ?? []) : [coding]
  if (codings.length === 0) throw badRequest('The parameter `codeableConcept` has no coding.')
  if (codings.length > CODINGS_MAX) {
    throw badRequest(
      `The parameter \`codeableConcept\` has ${codings.length} codings; at most ${CODINGS_MAX} are looked at.`,
    )
  }
  return codings.map(codedValue)
}

/** A Coding as the engine takes it. Throws a 400 where it has no code. */
export function codedValue({ system, version, code, display }: Coding): CodedValue {
  if (code === undefined) throw badRequest('A coding without a `code` says nothing that could be looked at.')
  return { system, version, code, display }
}
