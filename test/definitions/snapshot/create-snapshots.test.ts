import t from 'tap'
import { elementsOf, profile, snapshotsWith } from './structures.js'

const error = (result: ReturnType<ReturnType<typeof snapshotsWith>>) => ('error' in result ? result.error : '')
const base = (name: string) => ({ baseDefinition: `http://test/${name}` })

t.test('a snapshot is made once, and one that is there is left as it is', async (t) => {
  const structure = profile('a', [{ path: 'Observation.status', mustSupport: true }])
  const snapshots = snapshotsWith(structure)
  const result = snapshots(structure)
  t.equal(snapshots(structure), result)
  t.equal(structure.snapshot, undefined, 'the definition itself is not touched')
  const whole = { ...structure, snapshot: { element: [{ path: 'Observation' }] } }
  const answer = snapshots(whole)
  t.equal('structure' in answer && answer.structure, whole)
})

t.test('without a differential the snapshot is that of the base', async (t) => {
  const { differential: _, ...structure } = profile('a', [])
  t.ok(elementsOf(snapshotsWith()(structure)).size > 40)
  t.equal(elementsOf(snapshotsWith()(profile('a', []))).size, elementsOf(snapshotsWith()(structure)).size)
})

t.test('a profile stands on another that has no snapshot either, and every invariant names its source', async (t) => {
  const constraint = (key: string) => [{ key, severity: 'error' as const, human: key, expression: 'true' }]
  const first = profile('first', [{ path: 'Observation', constraint: constraint('one') }])
  const second = profile('second', [{ path: 'Observation', constraint: constraint('two') }], base('first'))
  const root = elementsOf(snapshotsWith(first, second)(second)).get('Observation')
  const sources = new Map(root?.constraint?.map(({ key, source }) => [key, source]))
  t.equal(sources.get('one'), 'http://test/first')
  t.equal(sources.get('two'), 'http://test/second')
  t.equal(sources.get('obs-6'), 'http://hl7.org/fhir/StructureDefinition/Observation')
  t.notOk([...sources.values()].includes(undefined))
})

t.test('what stands on itself is an error, also in a circle or through a type', async (t) => {
  const self = profile('self', [], base('self'))
  t.match(error(snapshotsWith(self)(self)), /`http:\/\/test\/self` can't be made: It stands on .* refers to itself\.$/)
  const [a, b] = [profile('a', [], base('b')), profile('b', [], base('a'))]
  const snapshots = snapshotsWith(a, b)
  t.match(error(snapshots(a)), /refers to itself/)
  t.match(error(snapshots(b)), /refers to itself/)
  const inside = profile('inside', [
    { path: 'Observation.contained', type: [{ code: 'Observation', profile: ['http://test/inside'] }] },
    { path: 'Observation.contained.status', min: 1 },
  ])
  t.match(error(snapshotsWith(inside)(inside)), /refers to itself/)
})

t.test('an unknown base, another type, a path that there is not: each is a sentence', async (t) => {
  const told = (...parts: Parameters<typeof profile>) => error(snapshotsWith()(profile(...parts)))
  t.equal(
    told('a', [], base('none')),
    "The snapshot of `http://test/a` can't be made: Its base `http://test/none` is unknown.",
  )
  t.match(
    told('a', [{ path: 'Observation.colour' }]),
    /Its differential constrains `Observation\.colour`, which its base/,
  )
  t.match(told('a', [{ path: 'Observation.code.colour' }]), /`Observation\.code\.colour`/)
  t.match(told('a', [{ path: 'Observation.value[x].code', min: 1 }]), /`Observation\.value\[x\]\.code`/)
  t.match(told('a', [{ path: 'Patient.name' }]), /is about `Patient`, its base about `Observation`/)
  const { baseDefinition: _, ...bare } = profile('a', [])
  t.match(error(snapshotsWith()(bare)), /It names no base/)
})

t.test('an error of a base is the error of what stands on it', async (t) => {
  const broken = profile('broken', [{ path: 'Observation.colour' }])
  const upon = profile('upon', [], base('broken'))
  t.match(error(snapshotsWith(broken)(upon)), /`http:\/\/test\/upon` can't be made: .*`http:\/\/test\/broken`.*colour/)
})

t.test('what is no definition at all gives a sentence, never an exception', async (t) => {
  const elements: readonly unknown[] = [
    null,
    1,
    {},
    { path: 7 },
    { path: 'Observation', constraint: 3 },
    { id: [], path: 'Observation' },
  ]
  for (const element of elements) {
    const result = snapshotsWith()(profile('a', [element as { path: string }]))
    t.match(error(result), /^The snapshot of `http:\/\/test\/a` can't be made: /, JSON.stringify(element))
  }
})

t.test('a chain that is too long ends with a sentence', async (t) => {
  const chain = Array.from({ length: 200 }, (_, index) =>
    profile(`p${index}`, [], index === 0 ? {} : base(`p${index - 1}`)),
  )
  const last = chain.at(-1)
  if (last === undefined) return
  const snapshots = snapshotsWith(...chain)
  t.match(error(snapshots(last)), /stands on more than 64 other definitions/)
})

t.test('a differential made to blow up ends soon', async (t) => {
  const names = Array.from({ length: 9_000 }, (_, index) => `s${index}`)
  const wide = profile(
    'wide',
    names.map((sliceName) => ({ path: 'Observation.component', sliceName })),
  )
  t.match(error(snapshotsWith()(wide)), /It grows to more than 10000 elements/)
  const deep = names.map((_, index) => ({ path: 'Observation.component', sliceName: `a${'/b'.repeat(index % 2000)}` }))
  t.match(error(snapshotsWith()(profile('deep', deep))), /It grows to more than 10000 elements/)
  const unknown = profile(
    'unknown',
    names.map((name) => ({ path: `Observation.${name}` })),
  )
  t.match(error(snapshotsWith()(unknown)), /which its base doesn't have/)
})
