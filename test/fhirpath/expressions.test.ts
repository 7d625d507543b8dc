import t from 'tap'
import { loadDefinitions } from '../../src/definitions/load.js'
import { createExpressions } from '../../src/fhirpath/expressions.js'

const expressions = createExpressions(loadDefinitions())
const patient = { resourceType: 'Patient', name: [{ given: ['A', 'B'] }] }

t.test('simple expressions are compiled, others go to the engine, the answers look alike', async (t) => {
  const found = [
    { type: 'string', value: 'A' },
    { type: 'string', value: 'B' },
  ]
  t.same(expressions.expression('Patient.name.given', 'Patient')(patient), found)
  t.same(expressions.expression('Patient.name.select(given)', 'Patient')(patient), found)
})

t.test('each is made once for a type', async (t) => {
  const once = expressions.expression('Resource.id', 'Patient')
  t.equal(expressions.expression('Resource.id', 'Patient'), once)
  t.not(expressions.expression('Resource.id', 'Observation'), once)
})

t.test('what no one can read is a 400', async (t) => {
  t.throws(() => expressions.expression('Patient..name', 'Patient'), { status: 400, message: /Patient\.\.name/ })
})
