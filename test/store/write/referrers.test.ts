import t from 'tap'
import { startServer } from '../../harness/server.js'

const { send } = await startServer(t)

const patient = async (): Promise<string> =>
  `Patient/${(await send('POST', '/Patient', { body: { resourceType: 'Patient', active: true } })).json.id}`
const referring = (reference: string) => [{ url: 'http://clinic.example/about', valueReference: { reference } }]

t.test(
  'a reference in an extension holds back a delete, also where no element of the type could refer there',
  async (t) => {
    const target = await patient()
    const { json } = await send('POST', '/Location', {
      body: { resourceType: 'Location', name: 'room', extension: referring(target) },
    })
    const refused = await send('DELETE', `/${target}`)
    t.equal(refused.status, 409)
    t.match(refused.json.issue[0].diagnostics, new RegExp(`Location/${json.id}`))
    t.equal((await send('DELETE', `/Location/${json.id}`)).status, 204)
    t.equal((await send('DELETE', `/${target}`)).status, 204)
  },
)

t.test('records of what happened hold back nothing', async (t) => {
  const target = await patient()
  const provenance = {
    resourceType: 'Provenance',
    target: [{ reference: target }],
    recorded: '2026-11-24T09:00:00Z',
    agent: [{ who: { display: 'Ortiz' } }],
  }
  t.equal((await send('POST', '/Provenance', { body: provenance })).status, 201)
  t.equal((await send('DELETE', `/${target}`)).status, 204)
})
