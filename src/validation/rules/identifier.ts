import { shown } from '../../fhir/suggest.js'
import type { Rule, Spot } from '../run.js'
import { isRecord } from '../shapes.js'
import { isAbsoluteUri } from './absolute-uri.js'
import { found } from './found.js'

/** Checks an Identifier: that its system is absolute, and its value of the form that the system prescribes. https://hl7.org/fhir/R4/datatypes.html#Identifier */
export const identifier = (): Rule => (value, spot) => {
  if (!isRecord(value) || typeof value.system !== 'string') return
  const { system } = value
  if (!isAbsoluteUri(system)) {
    const sentence = `\`{path}\` is \`${shown(system)}\`; the system of an identifier has to be an absolute uri.`
    return found(spot, '/system', { code: 'value', sentence })
  }
  if (typeof value.value === 'string') valueChecks.get(system)?.(value.value, spot)
}

/** Systems whose values have a form. https://hl7.org/fhir/R4/identifier-registry.html */
const valueChecks: ReadonlyMap<string, (value: string, spot: Spot) => void> = new Map(
  Object.entries({
    'urn:ietf:rfc:3986': (value: string, spot: Spot) => {
      if (isAbsoluteUri(value)) return
      const sentence = `\`{path}\` is \`${shown(value)}\`; in the system \`urn:ietf:rfc:3986\` a value has to be a whole uri, such as \`urn:oid:2.16.840.1.113883.6.57\`.`
      found(spot, '/value', { code: 'value', sentence })
    },
    // A doubt, no error: made-up numbers are in every set of test data, and a typing error is for a person to mend.
    'http://hl7.org/fhir/sid/us-npi': (value: string, spot: Spot) => {
      if (isNpi(value)) return
      const sentence = `\`{path}\` is \`${shown(value)}\`, which is no National Provider Identifier: ten digits, the last of which is a check digit.`
      found(spot, '/value', { severity: 'warning', code: 'value', sentence })
    },
    'http://hl7.org/fhir/sid/us-ssn': (value: string, spot: Spot) => {
      if (/^\d{9}$|^\d{3}-\d{2}-\d{4}$/.test(value)) return
      const sentence = '`{path}` is no social security number, which has nine digits.'
      found(spot, '/value', { severity: 'warning', code: 'value', sentence })
    },
  }),
)

/** Luhn's check digit, counted with the prefix 80840 of health care in the United States, which adds 24. https://www.cms.gov/Regulations-and-Guidance/Administrative-Simplification/NationalProvIdentStand */
function isNpi(value: string): boolean {
  if (!/^[12]\d{9}$/.test(value)) return false
  let sum = 24
  for (const [index, digit] of [...value].entries()) {
    const number = Number(digit)
    sum += index % 2 === 1 ? number : number < 5 ? number * 2 : number * 2 - 9
  }
  return sum % 10 === 0
}
