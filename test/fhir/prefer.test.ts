import t from 'tap'
import { parsePrefer } from '../../src/fhir/prefer.js'

t.test('reads the preferences that FHIR defines', async (t) => {
  t.same(parsePrefer('return=minimal'), { return: 'minimal', handling: undefined })
  t.same(parsePrefer('handling=lenient, return=OperationOutcome'), { return: 'OperationOutcome', handling: 'lenient' })
  t.same(parsePrefer('Return="representation"; wait=5'), { return: 'representation', handling: undefined })
})

t.test('ignores what it does not know', async (t) => {
  const none = { return: undefined, handling: undefined }
  for (const header of [undefined, '', 'respond-async', 'return=everything', 'handling=', ';;,,=='])
    t.same(parsePrefer(header), none)
})

t.test('the first of two counts (RFC 7240 section 2)', async (t) => {
  t.equal(parsePrefer('return=minimal, return=representation').return, 'minimal')
})
