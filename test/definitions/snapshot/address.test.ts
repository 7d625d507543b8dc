import t from 'tap'
import { addressesOf } from '../../../src/definitions/snapshot/address.js'

const addresses = (...elements: readonly { id?: string; path: string; sliceName?: string }[]) =>
  addressesOf(elements).map(({ segments }) =>
    segments.map(({ name, sliceName }) => (sliceName === undefined ? name : `${name}:${sliceName}`)).join('.'),
  )

t.test('an id that agrees with the path says where an element stands, whatever the order', async (t) => {
  t.same(
    addresses(
      { id: 'Patient.extension:race.url', path: 'Patient.extension.url' },
      { id: 'Observation.value[x]:valueQuantity.code', path: 'Observation.value[x].code' },
      { id: 'Observation.value[x]:valueQuantity.code', path: 'Observation.valueQuantity.code' },
      { id: 'Observation.component:a/b', path: 'Observation.component', sliceName: 'a/b' },
    ),
    [
      'Patient.extension:race.url',
      ...['Observation.value[x]:valueQuantity.code', 'Observation.value[x]:valueQuantity.code'],
      'Observation.component:a/b',
    ],
  )
})

t.test('without ids the children of a slice follow it', async (t) => {
  t.same(
    addresses(
      ...[{ path: 'Observation' }, { path: 'Observation.component' }, { path: 'Observation.component.code' }],
      { path: 'Observation.component', sliceName: 'systolic' },
      { path: 'Observation.component.code.coding' },
      { path: 'Observation.component.code.coding', sliceName: 'loinc' },
      ...[{ path: 'Observation.component.code.coding.code' }, { path: 'Observation.component.value[x]' }],
      ...[{ path: 'Observation.status' }, { path: 'Observation.component.code' }],
    ),
    [
      ...['Observation', 'Observation.component', 'Observation.component.code', 'Observation.component:systolic'],
      'Observation.component:systolic.code.coding',
      'Observation.component:systolic.code.coding:loinc',
      'Observation.component:systolic.code.coding:loinc.code',
      'Observation.component:systolic.value[x]',
      ...['Observation.status', 'Observation.component.code'],
    ],
  )
})

t.test('an id that says something else counts for nothing', async (t) => {
  t.same(
    addresses(
      { id: '1', path: 'Patient.extension', sliceName: 'race' },
      { id: 'Patient.name', path: 'Patient.extension.url' },
      { id: 'Patient.extension', path: 'Patient.extension', sliceName: 'sex' },
    ),
    ['Patient.extension:race', 'Patient.extension:race.url', 'Patient.extension:sex'],
  )
})
