import t from 'tap'
import { splitName } from '../../src/search/parameter-name.js'

t.test('splits a name at its first colon', async (t) => {
  t.same(splitName('subject:Patient'), { code: 'subject', modifier: 'Patient' })
  t.same(splitName('_has:Observation:patient:code'), { code: '_has', modifier: 'Observation:patient:code' })
  t.same(splitName('name'), { code: 'name', modifier: undefined })
})
