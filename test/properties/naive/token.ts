import type { SearchParameterDefinition } from '../../../src/definitions/definitions.js'
import type { TypedValue } from '../../../src/fhirpath/expression.js'
import { type Alternative, escaped, list, members, type NaiveType, text } from './alternative.js'

export interface Coded {
  readonly system: string | undefined
  readonly code: string | undefined
}

const coded = (value: unknown, name: string): Coded => ({
  system: text(members(value).system),
  code: text(members(value)[name]),
})

/** What a token parameter compares; a `code` is of the systems that its value set implies. https://hl7.org/fhir/R4/search.html#token */
function codedOf({ type, value }: TypedValue, { systems }: SearchParameterDefinition): readonly Coded[] {
  if (type === 'CodeableConcept') return list(members(value).coding).map((coding) => coded(coding, 'code'))
  if (type === 'Coding') return [coded(value, 'code')]
  if (type === 'Identifier') return [coded(value, 'value')]
  const plain = type === 'ContactPoint' ? text(members(value).value) : value
  if (typeof plain === 'object' || plain === undefined) return []
  const code = String(plain)
  if (type === 'code' && systems.length > 0) return systems.map((system) => ({ system, code }))
  return [{ system: undefined, code }]
}

/** E-mail addresses and telephone numbers know no case. */
const ignoresCase = ({ expression }: SearchParameterDefinition): boolean => expression.includes('.telecom')

/** `code`, `system|code`, `|code` and `system|` of one coded value: text and meaning. */
export function codedForms({ system, code }: Coded, isSame = (a: string, b: string) => a === b) {
  const hasCode = (other: Coded): boolean => other.code !== undefined && code !== undefined && isSame(other.code, code)
  const forms: { readonly text: string; readonly test: (other: Coded) => boolean }[] = []
  if (code !== undefined) forms.push({ text: escaped(code), test: hasCode })
  if (system !== undefined) forms.push({ text: `${escaped(system)}|`, test: (other) => other.system === system })
  if (system !== undefined && code !== undefined) {
    const test = (other: Coded): boolean => other.system === system && hasCode(other)
    forms.push({ text: `${escaped(system)}|${escaped(code)}`, test })
  }
  if (code !== undefined) {
    forms.push({ text: `|${escaped(code)}`, test: (other) => other.system === undefined && hasCode(other) })
  }
  return forms
}

function ofType(identifier: unknown): Alternative | undefined {
  const value = text(members(identifier).value)
  const [coding] = list(members(members(identifier).type).coding)
  const { system, code } = coded(coding, 'code')
  if (value === undefined || system === undefined || code === undefined) return undefined
  return {
    text: [system, code, value].map(escaped).join('|'),
    test: (other) =>
      text(members(other.value).value) === value &&
      list(members(members(other.value).type).coding)
        .map((each) => coded(each, 'code'))
        .some((each) => each.system === system && each.code === code),
  }
}

export const token: NaiveType = {
  modifiers: ['not', 'of-type'],
  draw: ({ random, definition, modifier, value }) => {
    if (modifier === 'of-type') return value.type === 'Identifier' ? ofType(value.value) : undefined
    const own = codedOf(value, definition)
    if (own.length === 0) return undefined
    const isSame = (a: string, b: string): boolean =>
      ignoresCase(definition) ? a.toLowerCase() === b.toLowerCase() : a === b
    const forms = codedForms(random.pick(own), isSame)
    if (forms.length === 0) return undefined
    const form = random.pick(forms)
    return { text: form.text, test: (other) => codedOf(other, definition).some(form.test) }
  },
}
