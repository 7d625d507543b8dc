import t from 'tap'
import { type FoundNode, nodesAt, startNode } from '../../../src/validation/slicing/nodes.js'
import type { Step } from '../../../src/validation/slicing/parameters.js'
import { frameOf, sampleRun } from '../rules/sample-run.js'

const patient = { resourceType: 'Patient', id: 'p', active: true }
const observation = {
  resourceType: 'Observation',
  contained: [patient],
  code: { coding: [{ code: 'a' }, { code: 'b' }] },
  valueString: 'x',
  subject: { reference: '#p' },
  extension: [{ url: 'http://example.org/a', valueCode: 'c' }],
}
const { run, questions } = sampleRun()
const start = startNode(observation, undefined, { frame: frameOf(run, { resource: observation }), pointer: '' })
const child = (json: string, type?: string): Step => ({
  kind: 'child',
  names: [type === undefined ? { json } : { json, type }],
})
const values = (path: readonly Step[], from: FoundNode = start) => nodesAt(from, path).map(({ value }) => value)

t.test('walks through arrays', async (t) => {
  t.strictSame(values([child('code'), child('coding'), child('code')]), ['a', 'b'])
  t.strictSame(values([child('nothing'), child('coding')]), [])
})

t.test('knows where it is, and of what type', async (t) => {
  const [, second] = nodesAt(start, [child('code'), child('coding', 'Coding')])
  t.equal(second?.spot.pointer, '/code/coding/1')
  t.equal(second?.type, 'Coding')
  t.equal(start.type, 'Observation')
})

t.test('picks extensions by url, and choices by type', async (t) => {
  t.strictSame(values([{ kind: 'extension', url: 'http://example.org/a' }, child('valueCode')]), ['c'])
  t.strictSame(values([child('valueString', 'string'), { kind: 'ofType', type: 'string' }]), ['x'])
  t.strictSame(values([child('valueString', 'string'), { kind: 'ofType', type: 'code' }]), [])
})

t.test('follows a reference to what is contained, in a frame that fits', async (t) => {
  const [target] = nodesAt(start, [child('subject'), { kind: 'resolve' }])
  t.equal(target?.value, patient)
  t.equal(target?.type, 'Patient')
  t.equal(target?.spot.frame.rootResource, observation)
})

t.test('asks for what only the store has', async (t) => {
  const subject = startNode({ reference: 'Patient/9' }, 'Reference', start.spot)
  t.strictSame(values([{ kind: 'resolve' }], subject), [])
  t.strictSame(questions, [{ kind: 'resource', key: 'Patient/9' }])
})
