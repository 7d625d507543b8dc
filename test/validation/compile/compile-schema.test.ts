import t from 'tap'
import { createSchemaCompiler } from '../../../src/validation/compile/compile-schema.js'
import { rootFrame } from '../../../src/validation/frames.js'
import { recordingMakers } from '../keywords/recording-makers.js'
import { sampleRun } from '../rules/sample-run.js'

t.test('another schema of the same id takes the place of the first', async (t) => {
  const { makers, calls } = recordingMakers()
  const compile = createSchemaCompiler(makers)
  const frame = rootFrame(sampleRun().run, { resourceType: 'Patient' })
  compile({ $id: 'http://example.org/p|1', fixed: [{}] })({}, frame, '')
  compile({ $id: 'http://example.org/p|1', pattern: [{}] })({}, frame, '/x')
  t.strictSame(
    calls.map(([name, , pointer]) => `${name} ${pointer}`),
    ['fixed ', 'pattern /x'],
  )
})

t.test('a rule knows its frame, however deep the schema refers to itself', async (t) => {
  const { makers } = recordingMakers()
  const frame = rootFrame(sampleRun().run, { resourceType: 'Patient' })
  const frames: unknown[] = []
  const spying = { ...makers, rules: { ...makers.rules, fixed: () => (_: unknown, spot: object) => frames.push(spot) } }
  const schema = { $ref: '#/$defs/a', $defs: { a: { fixed: [{}], properties: { a: { $ref: '#/$defs/a' } } } } }
  createSchemaCompiler(spying)(schema)({ a: {} }, frame, '')
  t.match(frames, [{ frame }, { frame }])
})
