import t from 'tap'
import { createParameterContext } from '../../src/search/parameter-context.js'

const settings = { baseUrl: 'http://a/fhir', aliases: [], timeZone: 'Europe/Berlin' }

t.test('the context hashes, knows columns, addresses and the time zone', async (t) => {
  const context = createParameterContext(settings, Buffer.from('s'))
  t.match(context.hash('Patient/1'), /^-?\d+$/)
  t.equal(context.normalizeReference('http://a/fhir/Patient/1'), 'Patient/1')
  t.equal(context.columns('Observation', 'date').length, 2)
  t.equal(context.timeZone, 'Europe/Berlin')
})

t.test('an unknown time zone is refused at once', async (t) => {
  t.throws(() => createParameterContext({ ...settings, timeZone: 'Nowhere/Land' }, Buffer.from('s')), RangeError)
})
