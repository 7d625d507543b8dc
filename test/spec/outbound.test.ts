// A server that fetches what a client's resource names can be made to ask anybody: this one never does.
// https://hl7.org/fhir/R4/security.html#external
import nock from 'nock'
import t from 'tap'
import { startServer } from '../harness/server.js'

const other = 'https://other.example'

t.test("stores and searches references to other people's servers without asking them", async (t) => {
  const { send } = await startServer(t)
  nock.disableNetConnect()
  const asked = nock(other).persist().get(/.*/).reply(200, { resourceType: 'Patient', id: '1' })
  t.teardown(() => {
    nock.cleanAll()
    nock.enableNetConnect()
  })

  const subject = { reference: `${other}/fhir/Patient/1` }
  const body = {
    resourceType: 'Observation',
    meta: { profile: [`${other}/StructureDefinition/own`] },
    status: 'final',
    code: { coding: [{ system: `${other}/CodeSystem/own`, code: 'a' }] },
    subject,
  }
  const created = await send('POST', '/Observation', { body })
  t.equal(created.status, 201)
  t.same(created.json.subject, subject)

  const found = await send(
    'GET',
    `/Observation?subject=${encodeURIComponent(subject.reference)}&_include=Observation:subject`,
  )
  t.equal(found.status, 200)
  t.equal(found.json.entry.length, 1, 'the match alone: what is elsewhere cannot be included')
  t.equal((await send('GET', `/Observation?_profile=${encodeURIComponent(body.meta.profile[0] ?? '')}`)).json.total, 1)

  const absent = `${other}/fhir/Patient?identifier=1`
  t.equal((await send('POST', '/Observation', { body: { ...body, subject: { reference: absent } } })).status, 201)
  t.notOk(asked.isDone(), 'nobody was asked')
})
