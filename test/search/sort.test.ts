import t from 'tap'
import { loadDefinitions } from '../../src/definitions/load.js'
import { indexedSorts, orderOf, parseSort, sortableParameters } from '../../src/search/sort.js'

const definitions = loadDefinitions()
const order = (type: string, value: string) =>
  orderOf(value === '' ? [] : parseSort(value), { practice: 0, type, definitions }).map(
    ({ alias, column, descending, indexed }) =>
      `${alias} ${column ?? 'value'} ${descending ? 'down' : 'up'}${indexed ? '' : ' unindexed'}`,
  )

t.test('sorts by id downwards where nothing is asked for', async (t) => {
  t.same(order('Patient', ''), ['id id down'])
})

t.test('takes the smallest value upwards and the greatest downwards, and the id as tie-break', async (t) => {
  t.same(order('Observation', 'date'), ['s1 date_low up', 'id id up'])
  t.same(order('Observation', '-date,_id'), ['s1 date_high down', 's2 id up', 'id id down'])
  t.same(order('Patient', 'family'), ['s1 family_min up', 'id id up'])
  t.same(order('Patient', '-_lastUpdated'), ['s1 last_updated down', 'id id down'])
})

t.test('takes what no column holds from the table value', async (t) => {
  t.same(order('Patient', 'phonetic'), ['s1 value up unindexed', 'id id up'])
})

t.test('refuses what cannot be sorted by, and names what can', async (t) => {
  t.throws(() => order('Patient', 'general-practitioner'), { status: 400, message: /can't be sorted by.*`family`/ })
  t.throws(() => order('Patient', 'famly'), { status: 400, message: /Did you mean `family`/ })
  t.throws(() => parseSort('date,'), { name: 'FhirError', status: 400 })
  t.throws(() => parseSort('subject.name'), { status: 400, message: /not supported/ })
})

t.test('a key that came before changes nothing, and more than ten are refused', async (t) => {
  t.same(order('Observation', 'date,_id,-date,date'), ['s1 date_low up', 's2 id up', 'id id up'])
  t.same(parseSort(Array.from({ length: 100_000 }, () => '-date').join(',')).length, 1)
  const eleven =
    'address,address-city,address-country,address-postalcode,address-state,birthdate,family,given,name,phonetic,_id'
  t.throws(() => parseSort(eleven), { name: 'FhirError', status: 400 })
  const keys = eleven.split(',').flatMap(parseSort)
  t.throws(() => orderOf(keys, { practice: 0, type: 'Patient', definitions }), { name: 'FhirError', status: 400 })
})

t.test('whatever is said to be sortable is, in every type', async (t) => {
  for (const type of definitions.resourceTypes)
    for (const parameter of sortableParameters(type, definitions))
      t.equal(order(type, parameter).length, 2, `${type} by ${parameter}`)
})

t.test('lists what can be sorted by', async (t) => {
  t.ok(indexedSorts('Observation').includes('date'))
  t.ok(sortableParameters('Patient', definitions).includes('phonetic'))
  t.same(indexedSorts('Binary'), ['_id', '_lastUpdated'])
})
