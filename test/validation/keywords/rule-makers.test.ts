import { CodeGen, ValueScope } from 'ajv/dist/compile/codegen/index.js'
import t from 'tap'
import { scopeRule } from '../../../src/validation/keywords/rule-makers.js'
import { recordingMakers } from './recording-makers.js'

t.test('makes the same rule once, and another for other parameters', async (t) => {
  const { makers } = recordingMakers()
  const gen = new CodeGen(new ValueScope({ scope: {}, prefixes: new Set(['keyword']) }))
  const first = scopeRule(gen, 'binding', { a: 1 }, makers)
  t.equal(String(scopeRule(gen, 'binding', { a: 1 }, makers)), String(first))
  t.not(String(scopeRule(gen, 'binding', { a: 2 }, makers)), String(first))
})

t.test('throws for a rule that nobody has', async (t) => {
  const { makers } = recordingMakers()
  const gen = new CodeGen(new ValueScope({ scope: {}, prefixes: new Set(['keyword']) }))
  t.throws(() => scopeRule(gen, 'nothing', {}, makers), { message: 'There is no rule `nothing`.' })
})
