import t from 'tap'
import { containedFrame, entryFrame, rootFrame } from '../../src/validation/frames.js'
import { sampleRun } from './rules/sample-run.js'

const { run } = sampleRun()
const patient = { resourceType: 'Patient', id: '1' }
const bundle = { resourceType: 'Bundle', entry: [{ fullUrl: 'http://example.org/Patient/1', resource: patient }] }

t.test('a contained resource keeps its container as root', async (t) => {
  const container = { resourceType: 'Observation', contained: [patient] }
  const frame = containedFrame(rootFrame(run, container), patient, '/contained/0')
  t.equal(frame.resource, patient)
  t.equal(frame.rootResource, container)
})

t.test('an entry of a Bundle stands for itself, and knows its fullUrl', async (t) => {
  const frame = entryFrame(rootFrame(run, bundle), patient, '/entry/0/resource')
  t.equal(frame.rootResource, patient)
  t.equal(frame.bundle?.fullUrl, 'http://example.org/Patient/1')
})

t.test('a resource in Parameters belongs to the Bundle around those, if there is one', async (t) => {
  const parameters = { resourceType: 'Parameters', parameter: [{ name: 'x', resource: patient }] }
  t.equal(entryFrame(rootFrame(run, parameters), patient, '/parameter/0/resource').bundle, undefined)
  const within = entryFrame(rootFrame(run, bundle), parameters, '/entry/0/resource')
  t.equal(entryFrame(within, patient, '/entry/0/resource/parameter/0/resource').bundle, within.bundle)
})

t.test('the outermost resource may be an entry of a Bundle that is judged elsewhere', async (t) => {
  const frame = rootFrame(run, patient, { bundle, fullUrl: 'http://example.org/Patient/1' })
  t.equal(frame.bundle?.frame.resource, bundle)
  t.equal(frame.pointer, '')
})
