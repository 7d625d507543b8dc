import t from 'tap'
import { vitalSignProfiles } from '../../../src/validation/structures/vital-signs.js'
import { linesOf, noAnswers, r4, validatorWith } from '../profiled.js'

const weight = {
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }] },
}

t.test('a LOINC code of a vital sign asks its profile', async (t) => {
  t.strictSame(vitalSignProfiles(weight), [r4('bodyweight')])
  const lines = linesOf(validatorWith()({ type: 'Observation', resource: weight, profiles: [], answers: noAnswers }))
  t.ok(lines.includes('error required Observation.subject'), lines.join('\n'))
})

t.test('no other code, system or resource does', async (t) => {
  const coded = (coding: unknown) => vitalSignProfiles({ ...weight, code: { coding } })
  for (const coding of [undefined, 'x', [null], [{ code: '29463-7' }], [{ system: 'http://loinc.org', code: '1-8' }]]) {
    t.strictSame(coded(coding), [])
  }
  t.strictSame(vitalSignProfiles({ ...weight, resourceType: 'Condition' }), [])
})
