import type { StructureDefinition } from '@medplum/fhirtypes'
import t from 'tap'
import type { StructureCode } from '../../../src/validation/compile/compile-schema.js'
import { rootFrame } from '../../../src/validation/frames.js'
import type { Finding, Question } from '../../../src/validation/run.js'
import { createRun } from '../../../src/validation/structures/create-run.js'
import type { Structures } from '../../../src/validation/structures/structures.js'
import { noAnswers, profile } from '../profiled.js'
import { canonicals, terminology } from '../rules/sample-run.js'
import { definitions } from '../samples.js'

const patient = { resourceType: 'Patient' }

function runWith(code: StructureCode, definition: StructureDefinition = profile('p', 'Patient', [])) {
  const findings: Finding[] = []
  const questions: Question[] = []
  const structures: Structures = {
    ofType: () => undefined,
    part: () => undefined,
    ofProfile: (canonical) =>
      canonical === 'unknown' ? { kind: 'unknown' } : { kind: 'structure', structure: { canonical, definition, code } },
  }
  const sink = {
    report: (finding: Finding) => void findings.push(finding),
    ask: (question: Question) => void questions.push(question),
  }
  const parts = { definitions, canonicals, terminology, structures }
  const run = createRun(parts, { answers: noAnswers, now: '2026-11-24T10:00:00Z' }, sink)
  return { run, findings, questions, spot: { frame: rootFrame(run, patient), pointer: '' } }
}

const fault: StructureCode = (_, { run }, pointer) =>
  run.report({ severity: 'error', code: 'value', pointer, sentence: 'Wrong.' })

t.test('conforms is silent, and passes questions on', async (t) => {
  const { run, findings, questions, spot } = runWith((value, frame, pointer) => {
    frame.run.ask({ kind: 'resource', key: 'Patient/1' })
    fault(value, frame, pointer)
  })
  t.equal(run.conforms(patient, 'p', spot), false)
  t.strictSame(findings, [])
  t.equal(questions.length, 1)
})

t.test('warnings are no reason not to conform', async (t) => {
  const { run, spot } = runWith((_, { run }, pointer) =>
    run.report({ severity: 'warning', code: 'value', pointer, sentence: 'Hm.' }),
  )
  t.equal(run.conforms(patient, 'p', spot), true)
})

t.test('an unknown profile cannot be decided, another type does not conform', async (t) => {
  const { run, spot } = runWith(fault)
  t.equal(run.conforms(patient, 'unknown', spot), undefined)
  t.equal(run.conforms({ resourceType: 'Group' }, 'p', spot), false)
})

t.test('a profile that asks itself again conforms, as long as nothing else is wrong', async (t) => {
  let asked = 0
  const { run, spot } = runWith((value, frame, pointer) => {
    asked++
    if (frame.run.conforms(value, 'p', { frame, pointer }) === false) fault(value, frame, pointer)
  })
  t.equal(run.conforms(patient, 'p', spot), true)
  t.equal(asked, 1)
})

t.test('profiles that lead to ever new values are left at some depth', async (t) => {
  let asked = 0
  const { run, spot } = runWith((_, frame, pointer) => {
    asked++
    frame.run.conforms({ resourceType: 'Patient' }, 'p', { frame, pointer })
  })
  t.equal(run.conforms(patient, 'p', spot), true)
  t.ok(asked < 50)
})

t.test('validate reports, once for each place', async (t) => {
  const { run, findings, spot } = runWith(fault)
  run.validate(patient, 'p', spot)
  run.validate(patient, 'p', spot)
  run.validate(patient, 'p', { ...spot, pointer: '/contained/0' })
  run.validate(patient, 'unknown', spot)
  t.equal(findings.length, 2)
  t.equal(run.now, '2026-11-24T10:00:00Z')
})

t.test('a type itself asks nothing', async (t) => {
  const type = { ...profile('Patient', 'Patient', []), url: 'http://hl7.org/fhir/StructureDefinition/Patient' }
  const { run, findings, spot } = runWith(fault, type)
  run.validate(patient, 'p', spot)
  t.equal(run.conforms(patient, 'p', spot), true)
  t.strictSame(findings, [])
})
