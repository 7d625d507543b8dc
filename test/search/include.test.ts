import t from 'tap'
import type { Include } from '../../src/search/plan.js'
import { referenceText } from '../../src/search/token-text.js'
import { definitions, includePlanner, parameterContext } from '../store/search-world.js'

const include = (kind: Include['kind'], parameter: string, changes: Partial<Include> = {}): Include => ({
  kind,
  iterate: false,
  sourceType: 'Observation',
  parameter,
  ...changes,
})
const observation = {
  resourceType: 'Observation',
  subject: { reference: 'http://clinic.example/fhir/Patient/1/_history/3' },
  performer: [
    { reference: 'Practitioner/2' },
    { reference: 'http://elsewhere.example/Practitioner/9' },
    { reference: '#inside' },
  ],
}

t.test('finds the local targets of a parameter, or of all', async (t) => {
  t.same(includePlanner.targetsOf(include('include', 'subject'), 'Observation', observation), [
    { type: 'Patient', id: '1' },
  ])
  t.same(includePlanner.targetsOf(include('include', 'performer'), 'Observation', observation), [
    { type: 'Practitioner', id: '2' },
  ])
  t.equal(includePlanner.targetsOf(include('include', '*'), 'Observation', observation).length, 2)
  t.same(
    includePlanner.targetsOf(include('include', 'subject', { targetType: 'Group' }), 'Observation', observation),
    [],
  )
  t.same(
    includePlanner.targetsOf(include('include', 'subject'), 'Observation', {
      resourceType: 'Observation',
      subject: 'nonsense',
    }),
    [],
  )
})

t.test('searches referrers by reference token', async (t) => {
  const targets = [{ type: 'Patient', id: '1' }]
  t.same(includePlanner.referrersOf(include('revinclude', 'subject'), targets), [
    {
      type: 'Observation',
      where: { kind: 'tokens-all', hashes: [parameterContext.hash(referenceText('subject', 'Patient/1'))] },
    },
  ])
  t.same(includePlanner.referrersOf(include('revinclude', 'encounter'), targets), [], 'a patient is no encounter')
  const anywhere = includePlanner.referrersOf(include('revinclude', '*', { sourceType: '*' }), targets)
  t.ok(anywhere.some(({ type }) => type === 'Appointment'))
  t.ok(anywhere.every(({ type }) => definitions.isResourceType(type)))
})
