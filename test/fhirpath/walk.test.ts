import t from 'tap'
import { answer, collect, keep, nothing, type Run, stay } from '../../src/fhirpath/walk.js'

const run = (): Run => ({ root: {}, found: [] })

t.test('a collection is gathered apart from the run that it is in', async (t) => {
  const outer = run()
  t.same(collect(stay(['string']))('a', 'string', outer), [{ type: 'string', value: 'a' }])
  t.same(outer.found, [])
  keep('b', 'string', outer)
  t.same(outer.found, [{ type: 'string', value: 'b' }])
})

t.test('nothing finds nothing', async (t) => {
  t.same(collect(nothing)('a', 'string', run()), [])
})

t.test('an answer is true, false or nothing', async (t) => {
  const decided = (value: boolean | undefined) => collect(answer(() => value))({}, 'Patient', run())
  t.same(decided(false), [{ type: 'boolean', value: false }])
  t.same(decided(undefined), [])
})
