import t from 'tap'
import { planCondition } from '../../src/search/condition.js'
import { definitions, parameterContext } from '../store/search-world.js'

const condition = (type: string, query: string) =>
  planCondition({ type, query, access: {} }, { definitions, context: parameterContext, parametersMax: 10 })

t.test('gives equal conditions equal text', async (t) => {
  const { normalized } = condition('Patient', 'gender=male&family=a,b&_format=json')
  t.equal(condition('Patient', '?family=b,a&gender=male&gender=male').normalized, normalized)
  t.not(condition('Patient', 'family=a&gender=male').normalized, normalized)
})

t.test('has tokens where all of it is tokens', async (t) => {
  t.equal(condition('Patient', 'identifier=http://clinic.example|1&gender=male').tokens?.length, 2)
  t.equal(condition('Patient', 'birthdate=2000').tokens, undefined)
  t.equal(condition('Patient', 'family=a,b').tokens, undefined)
  t.same(condition('Patient', 'family=a').plan.types, ['Patient'])
})

t.test('refuses more parameters than the setting allows', async (t) => {
  const query = Array.from({ length: 11 }, () => 'gender=male').join('&')
  t.throws(() => condition('Patient', query), { status: 400, message: /`PARAMETERS_MAX`/ })
})

t.test('refuses what would match more than the client means', async (t) => {
  for (const query of [
    '',
    '_format=json',
    'identifier=',
    'nonsense=1',
    '_sort=name',
    '_count=1',
    'family:bad=1',
    'subject.name=x',
  ])
    t.throws(() => condition('Patient', query), { name: 'FhirError', status: 400 }, query)
})
