import t from 'tap'
import { loadDefinitions } from '../../src/definitions/load.js'
import { locate } from '../../src/fhirpath/locate.js'

const definitions = loadDefinitions()
const patient = {
  resourceType: 'Patient',
  birthDate: '2000-01-31',
  deceasedBoolean: false,
  name: [
    { use: 'usual', given: ['A', 'B'] },
    { use: 'official', given: [null, 'C'], _given: [{ id: 'x' }, null] },
  ],
  extension: [{ url: 'urn:a', valueCode: 'x' }, { url: 'urn:b' }],
  contained: [{ resourceType: 'Organization', name: 'O' }, { resourceType: 'Patient' }],
}
const found = (expression: string) => locate(expression, patient, 'Patient', definitions).map((path) => path.join('/'))

t.test('paths lead to every item of an array', async (t) => {
  t.same(found('Patient'), [''])
  t.same(found('Patient.name'), ['name/0', 'name/1'])
  t.same(found('Patient.name.given'), ['name/0/given/0', 'name/0/given/1', 'name/1/given/0', 'name/1/given/1'])
  t.same(found('Patient.photo'), [])
  t.same(found('name.use'), ['name/0/use', 'name/1/use'])
})

t.test('choices lead to the JSON name', async (t) => {
  t.same(found('Patient.deceased'), ['deceasedBoolean'])
  t.same(found('Patient.deceased.ofType(boolean)'), ['deceasedBoolean'])
  t.same(found('Patient.deceased.as(dateTime)'), [])
})

t.test('indexers, first and last take one', async (t) => {
  t.same(found('Patient.name[1]'), ['name/1'])
  t.same(found('Patient.name[7]'), [])
  t.same(found('Patient.name.given[2]'), ['name/1/given/0'])
  t.same(found('Patient.name.first().given.last()'), ['name/0/given/1'])
})

t.test('where and extension select', async (t) => {
  t.same(found("Patient.name.where(use = 'official').given[1]"), ['name/1/given/1'])
  t.same(found("Patient.name.where(use = 'official' or given.exists())"), ['name/0', 'name/1'])
  t.same(found("Patient.extension('urn:a').value"), ['extension/0/valueCode'])
  t.same(found("Patient.extension.where(url = 'urn:b')"), ['extension/1'])
})

t.test('contained resources have types of their own', async (t) => {
  t.same(found('Patient.contained.ofType(Organization).name'), ['contained/0/name'])
  t.same(found('Patient.contained[1] | Patient.birthDate | Patient.contained'), [
    'contained/1',
    'birthDate',
    'contained/0',
  ])
})

t.test('what is unknown, or no place, is a 400 that says so', async (t) => {
  for (const [expression, message] of [
    ['Patient.nonsense', /no element `nonsense` in `Patient`/],
    ['Patient.name.count()', /`count`/],
    ['Patient.name is HumanName', /`is`/],
    ['Patient.active = true', /`=`/],
    ["'a'", /literal/],
    ['Patient.name.where(nonsense = 1)', /`nonsense`/],
    ['Patient.deceasedBoolean', /no element `deceasedBoolean`/],
    ['Patient..name', /not expected/],
  ] as const) {
    t.throws(() => found(expression), { status: 400, message }, expression)
  }
})
