import t from 'tap'
import { loadDefinitions } from '../../src/definitions/load.js'
import { checkConditions } from '../../src/search/conditions-max.js'

const definitions = loadDefinitions()
const many = (count: number): string => Array.from({ length: count }, (_, at) => String(1_000 + at)).join(',')
const tooCostly = { name: 'FhirError', status: 400 }

t.test('counts the alternatives of all clauses that are conditions of their own', async (t) => {
  checkConditions(
    ['Patient'],
    [
      ['birthdate', many(2_500)],
      ['name:contains', many(2_500)],
    ],
    definitions,
  )
  const more = [
    ['birthdate', many(2_500)],
    ['name:contains', many(2_501)],
  ] as const
  t.throws(() => checkConditions(['Patient'], more, definitions), tooCostly)
})

t.test('counts them for each type', async (t) => {
  checkConditions(definitions.resourceTypes, [['_lastUpdated', many(30)]], definitions)
  t.throws(() => checkConditions(definitions.resourceTypes, [['_lastUpdated', many(40)]], definitions), tooCostly)
})

t.test('what is one list may be of any length', async () => {
  for (const name of ['_id', 'gender', 'general-practitioner', '_profile', 'family:exact', '_count', 'unknown'])
    checkConditions(['Patient'], [[name, many(100_000)]], definitions)
})
