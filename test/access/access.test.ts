import t from 'tap'
import { type Access, requireScope, unrestricted } from '../../src/access/access.js'
import { FhirError } from '../../src/fhir/outcome.js'

t.test('unrestricted access allows everything and filters nothing', async (t) => {
  for (const letter of ['c', 'r', 'u', 'd', 's'] as const) {
    t.equal(unrestricted.allows(letter, 'Patient'), true)
    t.same(unrestricted.predicate(letter), {})
  }
})

t.test('a missing scope is 403 and names the client, the letter and a scope that would do', async (t) => {
  const access: Access = {
    client: 'north lab',
    allows: (_letter, type) => type === 'Observation',
    predicate: () => ({}),
  }
  t.doesNotThrow(() => requireScope(access, 'c', 'Observation'))
  try {
    requireScope(access, 'd', 'Patient')
    t.fail('it should have thrown')
  } catch (error) {
    t.ok(error instanceof FhirError && error.status === 403)
    t.match(String(error), /north lab/)
    t.match(String(error), /system\/Patient\.d/)
  }
})
