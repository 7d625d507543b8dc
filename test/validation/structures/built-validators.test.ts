import { pathToFileURL } from 'node:url'
import t from 'tap'
import { rootFrame } from '../../../src/validation/frames.js'
import {
  loadBuiltValidators,
  noBuiltValidators,
  readIndex,
} from '../../../src/validation/structures/built-validators.js'
import { recordingMakers } from '../keywords/recording-makers.js'
import { canonicals, sampleRun } from '../rules/sample-run.js'

const index = { stamp: 'x', origin: 'core', files: { 'http://example.org/p|1': 'p.cjs' } }
const code =
  'module.exports = (rules) => function (value, { instancePath }) { rules.fixed({})(value, { frame: this, pointer: instancePath }) }'
const folder = pathToFileURL(`${t.testdir({ 'index.json': JSON.stringify(index), 'p.cjs': code })}/`)
const entry = {
  type: 'StructureDefinition' as const,
  url: 'http://example.org/p',
  version: '1',
  id: 'p',
  origin: 'core',
  load: () => ({}) as never,
}

t.test('loads the code of a structure with the rules that it is given', async (t) => {
  const { makers, calls } = recordingMakers()
  const validate = loadBuiltValidators(folder).find(entry, makers)
  validate?.('x', rootFrame(sampleRun().run, {}), '/a')
  t.strictSame(calls, [['fixed', 'x', '/a', undefined]])
})

t.test('has nothing for another version, or for the same url from elsewhere', async (t) => {
  const { makers } = recordingMakers()
  const built = loadBuiltValidators(folder)
  t.equal(built.find({ ...entry, version: '2' }, makers), undefined)
  t.equal(built.find({ ...entry, origin: 'stored' }, makers), undefined)
  t.equal(noBuiltValidators.find(entry, makers), undefined)
})

t.test('has nothing where nothing was built', async (t) => {
  const nowhere = new URL('nowhere/', folder)
  t.equal(readIndex(nowhere), undefined)
  t.equal(loadBuiltValidators(nowhere).find(entry, recordingMakers().makers), undefined)
})

t.test('the build has each type of R4', async (t) => {
  const { makers } = recordingMakers()
  const patient = canonicals.entry('StructureDefinition', 'http://hl7.org/fhir/StructureDefinition/Patient')
  if (patient === undefined) throw new Error('There is no Patient.')
  t.type(loadBuiltValidators().find(patient, makers), 'function')
})
