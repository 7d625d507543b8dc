import t from 'tap'
import { loadDefinitions } from '../../src/definitions/load.js'
import { isA } from '../../src/fhirpath/type-hierarchy.js'

const definitions = loadDefinitions()

t.test('a type is itself and what it specialises', async (t) => {
  for (const [type, ancestor] of [
    ['Age', 'Quantity'],
    ['code', 'string'],
    ['canonical', 'uri'],
    ['positiveInt', 'integer'],
    ['Patient', 'Patient'],
    ['Patient', 'DomainResource'],
    ['Bundle', 'Resource'],
  ] as const) {
    t.ok(isA(type, ancestor, definitions), `${type} is a ${ancestor}`)
  }
})

t.test('a type is nothing else', async (t) => {
  for (const [type, ancestor] of [
    ['Quantity', 'Age'],
    ['string', 'uri'],
    ['Bundle', 'DomainResource'],
    ['HumanName', 'Resource'],
    ['Patient', 'Group'],
  ] as const) {
    t.notOk(isA(type, ancestor, definitions), `${type} is no ${ancestor}`)
  }
})
