import type { TypedValue } from '../../../src/fhirpath/expression.js'
import { escaped, members, type NaiveType, text } from './alternative.js'
import { type Coded, codedForms } from './token.js'

/** `Type/id`, an absolute url without its version, or a canonical; undefined for what is contained. */
function targetOf({ value }: TypedValue): string | undefined {
  const resource = members(value)
  const whole = text(resource.id) === undefined ? undefined : `${resource.resourceType}/${resource.id}`
  const literal = text(value) ?? whole ?? text(resource.reference)
  return literal?.startsWith('#') ? undefined : literal?.replace(/\/_history\/[^/]+$/, '')
}

const identifierOf = ({ value }: TypedValue): Coded => {
  const identifier = members(members(value).identifier)
  return { system: text(identifier.system), code: text(identifier.value) }
}

const local = /^([A-Z][A-Za-z]+)\/([A-Za-z0-9.-]{1,64})$/

/** https://hl7.org/fhir/R4/search.html#reference */
export const reference: NaiveType = {
  modifiers: ['identifier', '[type]'],
  draw: ({ random, definition, modifier, value }) => {
    if (modifier === 'identifier') {
      const forms = codedForms(identifierOf(value))
      if (forms.length === 0) return undefined
      const form = random.pick(forms)
      return { text: form.text, test: (other) => form.test(identifierOf(other)) }
    }
    const target = targetOf(value)
    if (target === undefined) return undefined
    const [, type = '', id = ''] = local.exec(target) ?? []
    if (modifier !== undefined) {
      return type === '' ? undefined : { text: id, test: (other) => targetOf(other) === `${modifier}/${id}` }
    }
    if (type !== '' && definition.targets.includes(type) && random.next() < 0.5) {
      const targets = definition.targets.map((each) => `${each}/${id}`)
      return { text: id, test: (other) => targets.includes(targetOf(other) ?? '') }
    }
    const [url = '', version] = text(value.value) === undefined ? [target] : target.split('|')
    if (version !== undefined && random.next() < 0.5) {
      return { text: `${escaped(url)}|${version}`, test: (other) => targetOf(other) === target }
    }
    if (type === '' && !/^(https?|urn):/.test(url)) return undefined
    return { text: escaped(url), test: (other) => [targetOf(other), targetOf(other)?.split('|')[0]].includes(url) }
  },
}

/** https://hl7.org/fhir/R4/search.html#uri */
export const uri: NaiveType = {
  modifiers: [],
  draw: ({ value }) => {
    const whole = text(value.value)
    if (whole === undefined || whole.includes('|')) return undefined
    return { text: escaped(whole), test: (other) => text(other.value)?.split('|')[0] === whole }
  },
}
