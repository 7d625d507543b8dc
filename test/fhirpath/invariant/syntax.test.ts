import t from 'tap'
import { operatorLevels } from '../../../src/fhirpath/invariant/syntax.js'

t.test('each operator has one level', async (t) => {
  const names = operatorLevels.flat()
  t.equal(new Set(names).size, names.length)
  t.same(operatorLevels[0], ['implies'])
})
