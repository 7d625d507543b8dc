import { loadDefinitions } from '../../../src/definitions/load.js'
import { compileExpressionFull } from '../../../src/fhirpath/invariant/compile.js'
import type { Item } from '../../../src/fhirpath/invariant/item.js'
import { collect, startRun } from '../../../src/fhirpath/invariant/run.js'
import type { InvariantEnvironment } from '../../../src/fhirpath/invariant.js'

export const definitions = loadDefinitions()

/** A patient with something of everything. */
export const patient = {
  resourceType: 'Patient',
  id: 'p',
  active: true,
  name: [
    { use: 'official', family: 'Chalmers', given: ['Peter', 'James'] },
    { use: 'usual', given: ['Jim'], _given: [{ id: 'g', extension: [{ url: 'http://x', valueCode: 'y' }] }] },
  ],
  telecom: [
    { system: 'phone', value: '555', rank: 1 },
    { system: 'email', value: 'a@b' },
  ],
  birthDate: '1974-12-25',
  _birthDate: { extension: [{ url: 'http://t', valueDateTime: '1974-12-25T14:35:45-05:00' }] },
  deceasedBoolean: false,
  multipleBirthInteger: 2,
  contact: [{ name: { family: 'du Marché' }, period: { start: '2012' } }],
  managingOrganization: { reference: 'Organization/1' },
  contained: [{ resourceType: 'Organization', id: 'o', name: 'In here' }],
} as const

const nobody: InvariantEnvironment = {
  resource: patient,
  rootResource: patient,
  resolve: (reference) => (reference === 'Organization/1' ? { resourceType: 'Organization', name: 'Acme' } : undefined),
  memberOf: (value, valueSet) => (valueSet === 'http://unknown' ? undefined : value === 'official'),
  conformsTo: (_, profile) => profile === 'http://known',
  now: '2026-11-24T10:00:00+01:00',
}

/** An environment of the patient, changed where a test says so. */
export const environment = (changes: Partial<InvariantEnvironment> = {}): InvariantEnvironment => ({
  ...nobody,
  ...changes,
})

/** What a compiled expression finds in the patient, or in another element. */
export function itemsOf(expression: string, focus: Partial<Item> = {}, changes: Partial<InvariantEnvironment> = {}) {
  const item: Item = { type: 'Patient', value: patient, sibling: undefined, ...focus }
  return collect(compileExpressionFull(expression, definitions), startRun(item, environment(changes)))
}

/** The values of what a compiled expression finds. */
export const valuesOf = (expression: string, focus: Partial<Item> = {}, changes: Partial<InvariantEnvironment> = {}) =>
  itemsOf(expression, focus, changes).map(({ value }) => value)
