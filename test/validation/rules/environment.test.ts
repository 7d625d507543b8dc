import t from 'tap'
import { environmentOf } from '../../../src/validation/rules/environment.js'
import type { Run } from '../../../src/validation/run.js'
import { frameOf, sampleRun } from './sample-run.js'

const gender = 'http://hl7.org/fhir/ValueSet/administrative-gender'
const system = 'http://hl7.org/fhir/administrative-gender'
const environment = (parts: Partial<Run> = {}) => environmentOf(frameOf(sampleRun(parts).run, {}))

t.test('is made once for a frame', async (t) => {
  const frame = frameOf(sampleRun().run, {})
  t.equal(environmentOf(frame), environmentOf(frame))
  t.equal(environmentOf(frame).resource, frame.resource)
})

t.test('knows the container of a contained resource', async (t) => {
  const container = { resourceType: 'Observation', contained: [{ resourceType: 'Patient', id: 'p' }] }
  const { rootResource, resolve } = environmentOf(frameOf(sampleRun().run, { resource: {}, container }))
  t.equal(rootResource, container)
  t.equal(resolve('#p'), container.contained[0])
})

t.test('decides membership of codes, Codings and concepts', async (t) => {
  const { memberOf } = environment()
  t.equal(memberOf('female', gender), true)
  t.equal(memberOf('woman', gender), false)
  t.equal(memberOf({ system, code: 'female' }, gender), true)
  t.equal(
    memberOf(
      {
        coding: [
          { code: 'x', system },
          { code: 'female', system },
        ],
      },
      gender,
    ),
    true,
  )
  t.equal(memberOf({ coding: [{ code: 'x', system }] }, gender), false)
  t.equal(memberOf('a', 'http://example.org/unknown'), undefined)
  t.equal(memberOf(5, gender), false)
  t.equal(memberOf('question', 'http://hl7.org/fhir/ValueSet/item-type'), true, 'a code that groups others too')
})

t.test('asks where only the database can decide', async (t) => {
  const question = { kind: 'code', key: 'k' } as never
  const pending = () => ({ kind: 'pending', question }) as const
  const { run, questions } = sampleRun({ terminology: { inValueSet: pending, inSystem: pending, titleOf: String } })
  t.equal(environmentOf(frameOf(run, {})).memberOf('a', gender), undefined)
  t.same(questions, [question])
})

t.test('asks the run about profiles, and tells the time that it has', async (t) => {
  t.equal(environment({ conforms: (_, profile) => profile === 'http://a' }).conformsTo({}, 'http://a'), true)
  t.equal(environment({ now: '2026-11-24T09:30:00Z' }).now, '2026-11-24T09:30:00Z')
  t.equal('now' in environment(), false)
})
