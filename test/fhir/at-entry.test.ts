import t from 'tap'
import { atEntry } from '../../src/fhir/at-entry.js'
import { badRequest, gone } from '../../src/fhir/outcome.js'

t.test('the message and the expression begin with the entry', async (t) => {
  const [issue] = atEntry(badRequest('Wrong.', 'Patient.name[0]'), 'Bundle.entry[3]').issues
  t.equal(issue?.diagnostics, '`Bundle.entry[3]`: Wrong.')
  t.same(issue?.expression, ['Bundle.entry[3].resource.name[0]'])
})

t.test('an issue without a place gets that of its entry', async (t) => {
  t.same(atEntry(badRequest('Wrong.'), 'Bundle.entry[3]').issues[0]?.expression, ['Bundle.entry[3]'])
})

t.test('status and headers stay, and an entry is named once', async (t) => {
  const error = gone('Patient', '1', 2)
  const once = atEntry(error, 'Bundle.entry[0]')
  t.equal(once.status, 410)
  t.same(once.headers, error.headers)
  t.same(atEntry(once, 'Bundle.entry[0]').issues, once.issues)
})

t.test('without a place the error stays as it is', async (t) => {
  const error = badRequest('Wrong.')
  t.equal(atEntry(error, undefined), error)
})
