import t from 'tap'
import { rounded, sameNumbers } from '../../../src/fhirpath/invariant/decimal.js'

t.test('numbers are the same to eight decimal places', async (t) => {
  t.equal(sameNumbers(0.1 + 0.2, 0.3), true)
  t.equal(sameNumbers(1.00000001, 1.00000002), false)
  t.equal(sameNumbers(1.000000001, 1.000000002), true)
  t.equal(rounded(2), 2)
})
