import t from 'tap'
import { example, linesOf, noAnswers, profile, validatorWith } from '../profiled.js'

const patient = { resourceType: 'Patient', active: true, meta: { profile: [example('p')] } }
const run = (...profiles: Parameters<typeof validatorWith>[0] & object) =>
  validatorWith(profiles)({ type: 'Patient', resource: patient, profiles: [], answers: noAnswers })

t.test('a profile whose base is not known is one clear issue', async (t) => {
  const { issues } = run(
    profile('p', 'Patient', [{ id: 'Patient.name', min: 1 }], { baseDefinition: example('nothing') }),
  )
  t.equal(issues.length, 1)
  t.match(issues[0], { severity: 'error', code: 'processing', expression: ['Patient.meta.profile[0]'] })
  t.match(issues[0]?.diagnostics, /nothing/)
})

t.test('so is one that derives from itself', async (t) => {
  const { issues } = run(profile('p', 'Patient', [{ id: 'Patient.name', min: 1 }], { baseDefinition: example('p') }))
  t.equal(issues.length, 1)
  t.match(issues[0], { severity: 'error', code: 'processing' })
})

t.test('and one whose snapshot names what is not there', async (t) => {
  const { issues } = run(
    profile('p', 'Nothing', [], { kind: 'resource', snapshot: { element: [{ path: 'Nothing' }] } }),
  )
  t.match(issues, [{ severity: 'error' }])
})

t.test('an invariant that does not parse is one issue, and the rest is asked', async (t) => {
  const constraint = [{ key: 'bad-1', severity: 'error' as const, human: 'Bad.', expression: 'name.where((' }]
  const result = run(
    profile('p', 'Patient', [
      { id: 'Patient', constraint },
      { id: 'Patient.gender', min: 1 },
    ]),
  )
  t.equal(result.issues.filter(({ diagnostics }) => diagnostics.includes('bad-1')).length, 1)
  t.ok(linesOf(result).includes('error required Patient.gender'))
})

t.test('a profile with a snapshot only, without ids, is understood', async (t) => {
  const element = [
    { path: 'Patient', min: 0, max: '*' },
    { path: 'Patient.gender', min: 1, max: '1', type: [{ code: 'code' }] },
  ]
  t.strictSame(linesOf(run(profile('p', 'Patient', [], { snapshot: { element } }))), ['error required Patient.gender'])
})
