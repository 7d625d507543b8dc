import t from 'tap'
import { indexFingerprint } from '../../src/search/fingerprint.js'

const settings = { baseUrl: 'http://a/fhir', aliases: ['http://b/fhir'], timeZone: 'UTC' }

t.test('the same settings have the same fingerprint, whichever address is the base', async (t) => {
  t.equal(indexFingerprint(settings), indexFingerprint({ ...settings }))
  t.equal(
    indexFingerprint(settings),
    indexFingerprint({ baseUrl: 'http://b/fhir/', aliases: ['http://a/fhir'], timeZone: 'UTC' }),
  )
})

t.test('another address or time zone has another fingerprint', async (t) => {
  t.not(indexFingerprint(settings), indexFingerprint({ ...settings, timeZone: 'Europe/Berlin' }))
  t.not(indexFingerprint(settings), indexFingerprint({ ...settings, aliases: [] }))
})
