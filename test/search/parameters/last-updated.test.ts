import t from 'tap'
import { finds } from '../clinic.js'

// The row was last updated at 2026-11-24T09:30:00.000Z. https://hl7.org/fhir/R4/search.html#lastUpdated
t.test('_lastUpdated compares the row’s own column', async (t) => {
  const resource = { resourceType: 'Basic' }
  for (const value of [
    '2026-11-24',
    '2026',
    'ge2026-11-24T09:30:00Z',
    'le2026-11-24T09:30:00Z',
    'gt2026-11-23',
    'ap2026-11-25',
  ])
    t.ok(finds(resource, '_lastUpdated', value), value)
  for (const value of [
    '2025',
    'gt2026-11-24T09:30:00Z',
    'lt2026-11-24',
    'ne2026-11-24',
    'sa2026-11-24',
    'eb2026-11-24',
  ])
    t.notOk(finds(resource, '_lastUpdated', value), value)
})

t.test('every resource has one', async (t) => {
  t.notOk(finds({ resourceType: 'Basic' }, '_lastUpdated:missing', 'true'))
  t.ok(finds({ resourceType: 'Basic' }, '_lastUpdated:missing', 'false'))
})
