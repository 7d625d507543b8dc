import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { unrestricted } from '../../src/access/access.js'
import { validateAll } from '../../src/interactions/validate-all.js'
import type { Json } from '../harness/server.js'
import { startEngine } from '../harness/server.js'
import { projectRoot } from '../tidy/source.js'

const folder = join(projectRoot, 'seed')
const resources: readonly Json[] = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .flatMap((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')).entry)
  .map(({ resource }) => resource)
const find = (key: string): Json => {
  const found = resources.find(({ resourceType, id }) => `${resourceType}/${id}` === key)
  if (found === undefined) throw new Error(`The clinic has no ${key}.`)
  return structuredClone(found)
}

const { engine } = await startEngine(t, { SEED: 'off' })
const context = engine.contextFor(unrestricted)

async function issuesOf(resource: Json) {
  const [result] = await validateAll(context, [{ type: resource.resourceType, resource, profiles: [] }])
  return result?.issues ?? []
}
const errorsOf = async (resource: Json) => (await issuesOf(resource)).filter(({ severity }) => severity === 'error')

t.test('the whole clinic is valid against its profiles', async (t) => {
  for (const resource of resources)
    t.strictSame(await errorsOf(resource), [], `${resource.resourceType}/${resource.id}`)
})

/** A resource of the clinic, what is changed in it, and what the problem names. */
const mistakes: readonly (readonly [key: string, change: (resource: Json) => void, problem: RegExp])[] = [
  ['AllergyIntolerance/example-rivera-penicillin', (it) => delete it.recorder, /recorder/],
  ['Appointment/example-rivera-tuesday', (it) => (it.end = it.start), /anteroom-appointment-time/],
  ['Appointment/example-rivera-tuesday', (it) => it.participant.splice(0, 1), /anteroom-appointment-booked/],
  ['Appointment/example-rivera-tuesday', (it) => (it.status = 'cancelled'), /anteroom-appointment-cancelled/],
  ['Communication/example-heron-refill-call', (it) => delete it.medium, /medium/],
  [
    'Communication/example-heron-refill-call',
    (it) => {
      delete it.sent
      delete it.received
    },
    /anteroom-communication-when/,
  ],
  ['Condition/example-rivera-hypertension', (it) => delete it.verificationStatus, /verificationStatus/],
  ['Coverage/example-rivera-aurora', (it) => delete it.subscriberId, /anteroom-coverage-subscriber/],
  [
    'Coverage/example-rivera-aurora',
    (it) => (it.subscriber.reference = 'Patient/example-cedar'),
    /anteroom-coverage-self/,
  ],
  [
    'DiagnosticReport/example-fireweed-a1c-report',
    (it) => {
      delete it.result
      delete it.conclusion
    },
    /anteroom-report-content/,
  ],
  ['DiagnosticReport/example-fireweed-a1c-report', (it) => (it.category = [{ text: 'other' }]), /laboratory/],
  ['Encounter/example-rivera-visit', (it) => delete it.period.end, /anteroom-encounter-finished/],
  ['Immunization/example-fireweed-influenza', (it) => delete it.lotNumber, /anteroom-immunization-given-here/],
  ['Location/example-room-1', (it) => delete it.partOf, /anteroom-location-room/],
  ['MedicationRequest/example-rivera-lisinopril', (it) => delete it.dosageInstruction, /dosageInstruction/],
  [
    'Observation/example-rivera-heart-rate',
    (it) => Object.assign(it.valueQuantity, { unit: 'kg', code: 'kg' }),
    /anteroom-vital-signs-unit/,
  ],
  [
    'Observation/example-rivera-oxygen-saturation',
    (it) => (it.valueQuantity.value = 197),
    /anteroom-vital-signs-plausible/,
  ],
  ['Observation/example-rivera-heart-rate', (it) => delete it.performer, /performer/],
  [
    'Observation/example-rivera-blood-pressure',
    (it) => (it.component[0].valueQuantity.value = 20),
    /anteroom-blood-pressure-order/,
  ],
  ['Observation/example-rivera-creatinine', (it) => delete it.valueQuantity, /anteroom-laboratory-value/],
  ['Observation/example-rivera-smoking-status', (it) => delete it.valueCodeableConcept, /value/],
  ['Organization/example-harbor-street', (it) => (it.identifier[0].value = '12345'), /anteroom-npi/],
  ['Patient/example-rivera', (it) => it.identifier.splice(0, 1), /medicalRecordNumber/],
  ['Patient/example-rivera', (it) => delete it.birthDate, /birthDate/],
  ['Patient/example-rivera', (it) => (it.name = [{ use: 'official' }]), /anteroom-name/],
  ['Practitioner/example-moss', (it) => delete it.identifier, /identifier/],
  ['PractitionerRole/example-ortiz', (it) => delete it.organization, /organization/],
  [
    'PractitionerRole/example-ortiz',
    (it) => (it.extension[0].valueReference.reference = 'Patient/example-rivera'),
    /has to lead to `PractitionerRole`/,
  ],
  ['Questionnaire/example-medical-history', (it) => delete it.version, /version/],
  ['QuestionnaireResponse/example-rivera-medical-history', (it) => delete it.item, /anteroom-form-answered/],
  ['RelatedPerson/example-tern-mother', (it) => delete it.relationship, /relationship/],
  ['Schedule/example-moss-week', (it) => delete it.planningHorizon, /planningHorizon/],
  ['ServiceRequest/example-a1c-order', (it) => delete it.requester, /requester/],
  ['Slot/example-moss-monday-0900', (it) => (it.end = it.start), /anteroom-slot-time/],
  [
    'Specimen/example-fireweed-blood',
    (it) => {
      for (const name of ['identifier', 'accessionIdentifier', 'container']) delete it[name]
    },
    /anteroom-specimen-label/,
  ],
  ['Task/example-room-1-cleaning', (it) => delete it.owner, /anteroom-task-owner/],
]

t.test('each mistake against a profile is an error that names it', async (t) => {
  for (const [key, change, problem] of mistakes) {
    const resource = find(key)
    change(resource)
    const errors = await errorsOf(resource)
    t.match(JSON.stringify(errors), problem, `${key}: ${problem}`)
  }
})

t.test('what is only doubtful is a warning', async (t) => {
  const patient = find('Patient/example-rivera')
  delete patient.telecom
  delete patient.address
  const issues = await issuesOf(patient)
  t.match(JSON.stringify(issues.filter(({ severity }) => severity === 'warning')), /anteroom-patient-reach/)
  t.strictSame(await errorsOf(patient), [])
})
