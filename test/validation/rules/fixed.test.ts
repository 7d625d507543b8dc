import t from 'tap'
import { fixed, isSame } from '../../../src/validation/rules/fixed.js'
import { ask } from './sample-run.js'

t.test('wants exactly the value', async (t) => {
  const rule = fixed({ value: { system: 's', code: 'c' } })
  t.same(ask(rule, { code: 'c', system: 's' }).lines, [])
  t.same(ask(rule, undefined).lines, [])
  const asked = ask(rule, { code: 'c', system: 's', display: 'd' })
  t.same(asked.lines, ['error value /x'])
  t.equal(
    asked.sentences[0],
    '`{path}` is `{"code":"c","system":"s","display":"d"}`; it has to be exactly `{"system":"s","code":"c"}`.',
  )
})

t.test('compares arrays in their order', async (t) => {
  t.ok(isSame([1, { a: 'b' }], [1, { a: 'b' }]))
  t.notOk(isSame([1, 2], [2, 1]))
  t.notOk(isSame([1], [1, 2]))
  t.notOk(isSame({}, []))
  t.notOk(isSame(null, {}))
  t.notOk(isSame({ a: undefined }, { b: undefined }))
})
