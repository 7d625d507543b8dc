import t from 'tap'
import { planner, planOf } from '../store/search-world.js'

t.test('plans a search of one type', async (t) => {
  const { plan, used, ignored } = planOf(
    'Patient?gender=male&family=ito&_sort=-birthdate&_count=7&_total=accurate&_include=Patient:organization',
  )
  t.match(plan, {
    types: ['Patient'],
    count: 7,
    total: 'accurate',
    sort: [{ parameter: 'birthdate', direction: 'descending' }],
  })
  t.match(plan.where.get('Patient'), { kind: 'tokens-all', hashes: { length: 2 } })
  t.equal(plan.includes.length, 1)
  t.same(
    used.map(([name]) => name),
    ['gender', 'family', '_sort', '_count', '_total', '_include'],
  )
  t.same(ignored, [])
})

t.test('shows what was used: the page size that is served, and no cursor', async (t) => {
  t.same(planOf('Patient?_count=5000&_cursor=abc').used, [['_count', '100']])
  t.equal(planOf('Patient?_summary=count').plan.count, 0)
})

t.test('ignores empty parameters, and says so', async (t) => {
  const { ignored, used } = planOf('Patient?family=&gender=male')
  t.same(used, [['gender', 'male']])
  t.match(ignored, [/`family` has no value/])
})

t.test('ignores unknown parameters when lenient, never unknown modifiers or bad values', async (t) => {
  t.throws(() => planOf('Patient?nonsense=1'), { name: 'FhirError', status: 400 })
  const { ignored, used } = planOf('Patient?nonsense=1&gender=male&subject.name=x', { handling: 'lenient' })
  t.same(used, [['gender', 'male']])
  t.equal(ignored.length, 2)
  t.throws(() => planOf('Patient?family:nonsense=1', { handling: 'lenient' }), { name: 'FhirError', status: 400 })
  t.throws(() => planOf('Patient?birthdate=nonsense', { handling: 'lenient' }), { name: 'FhirError', status: 400 })
})

t.test('searches several types by parameters that all of them have', async (t) => {
  t.same(planOf('?_type=Patient,Practitioner&family=ito').plan.types, ['Patient', 'Practitioner'])
  t.equal(planOf('?_id=1').plan.types.length, 146)
  t.throws(() => planOf('?_type=Patient,Coverage&family=ito'), {
    status: 400,
    message: /`Coverage` has no search parameter `family`/,
  })
  t.throws(() => planOf('?_type=Patien'), { status: 400, message: /Did you mean `Patient`/ })
})

t.test('_type chooses among the types of the address, and brings in no other', async (t) => {
  t.same(planOf('Patient?_type=Patient').plan.types, ['Patient'])
  t.throws(() => planOf('Patient?_type=Observation'), {
    status: 400,
    message: /`_type` names `Observation`, but the address searches `Patient` only/,
  })
  const compartment = { type: 'Patient', id: '1' }
  t.throws(() => planOf('Observation?_type=Observation,Condition', { compartment }), { message: /`Condition`/ })
  t.same(planOf('?_type=Condition', { compartment }).plan.types, ['Condition'])
  t.same(planOf('?_type=Condition,Patient').plan.types, ['Condition', 'Patient'])
})

t.test('a result parameter has no modifier but those of includes', async (t) => {
  for (const name of ['_type:not', '_count:exact'])
    t.throws(() => planOf(`Patient?${name}=Patient`), { status: 400, message: /has no modifier/ }, name)
  t.equal(planOf('Patient?_revinclude:iterate=Observation:subject').plan.includes.length, 1)
})

t.test('adds the compartment to every type', async (t) => {
  const { plan } = planOf('?code=1&_type=Observation', { compartment: { type: 'Patient', id: '1' } })
  t.match(plan.where.get('Observation'), { kind: 'tokens-all', hashes: { length: 2 } })
})

t.test('refuses what contradicts itself', async (t) => {
  for (const query of [
    '_count=1&_count=2',
    '_total=none&_total=accurate',
    '_sort:desc=date',
    '_summary=text&_include=Patient:organization',
  ])
    t.throws(() => planOf(`Patient?${query}`), { name: 'FhirError', status: 400 }, query)
})

t.test('plans conditions', async (t) => {
  t.match(planner.condition('Patient', 'identifier=1', {}), { normalized: 'Patient?identifier=1', plan: { count: 2 } })
})
