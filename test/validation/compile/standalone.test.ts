import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import t from 'tap'
import { type AjvFunction, structureCode } from '../../../src/validation/compile/compile-schema.js'
import { createCodeWriter } from '../../../src/validation/compile/standalone.js'
import { rootFrame } from '../../../src/validation/frames.js'
import { recordingMakers } from '../keywords/recording-makers.js'
import { sampleRun } from '../rules/sample-run.js'

t.test('the written code does what the schema says, with the rules that it is given', async (t) => {
  const schema = {
    $id: 'http://example.org/p',
    properties: { name: { items: { invariant: [{ key: 'a', human: 'It\'s "so"\u2028.' }] } } },
  }
  const code = createCodeWriter()(schema)
  const file = join(t.testdir({}), 'p.cjs')
  writeFileSync(file, code)
  const factory = createRequire(import.meta.url)(file) as (rules: object) => AjvFunction
  const { makers, calls, made } = recordingMakers()
  structureCode(factory({ ...makers.rules, slicing: makers.slicing }))(
    { name: [1] },
    rootFrame(sampleRun().run, {}),
    '',
  )
  t.strictSame(calls, [['invariant', 1, '/name/0', undefined]])
  t.strictSame(made, ['invariant'])
})

t.test('the schema itself is not written along', async (t) => {
  t.notMatch(createCodeWriter()({ $id: 'http://example.org/p', fixed: [{ value: 1 }] }), /schema\d/)
})
