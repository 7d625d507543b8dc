import type { ElementDefinition } from '@medplum/fhirtypes'
import t from 'tap'
import { mergeElement, withSource } from '../../../src/definitions/snapshot/merge.js'

const merged = (before: Partial<ElementDefinition>, change: Partial<ElementDefinition>) =>
  mergeElement({ path: 'A.b', ...before }, { path: 'A.b', ...change }, 'http://test/p')

t.test('what the differential says takes the place of what was there, and nothing else changes', async (t) => {
  t.same(merged({ short: 'old', comment: 'kept', min: 0 }, { short: 'new' }), {
    path: 'A.b',
    ...{ short: 'new', comment: 'kept', min: 0 },
  })
  t.match(merged({ patternString: 'a' }, { fixedString: 'b' }), { patternString: 'a', fixedString: 'b' })
})

t.test('cardinality and flags are never loosened', async (t) => {
  t.match(merged({ min: 1, max: '3' }, { min: 0, max: '*' }), { min: 1, max: '3' })
  t.match(merged({ min: 0, max: '*' }, { min: 2, max: '5' }), { min: 2, max: '5' })
  t.match(merged({ max: '10' }, { max: '9' }), { max: '9' })
  t.match(merged({ max: '0' }, { max: '1' }), { max: '0' })
  t.match(merged({ mustSupport: true, isModifier: true }, { mustSupport: false, isModifier: false }), {
    ...{ mustSupport: true, isModifier: true },
  })
})

t.test('texts that begin with dots go on from what was there', async (t) => {
  t.match(merged({ definition: 'Old.' }, { definition: '... New.' }), { definition: 'Old. New.' })
})

t.test('invariants add up, each with its source, the same key in its place', async (t) => {
  const constraint = (key: string, more: object = {}) => ({ key, severity: 'error' as const, human: key, ...more })
  const { constraint: found = [] } = merged(
    { constraint: [constraint('ele-1', { source: 'http://base' }), constraint('a-1', { source: 'http://base' })] },
    { constraint: [constraint('a-1', { human: 'stricter' }), constraint('p-1')] },
  )
  t.same(
    found.map(({ key, human, source }) => `${key} ${human} ${source}`),
    ['ele-1 ele-1 http://base', 'a-1 stricter http://test/p', 'p-1 p-1 http://test/p'],
  )
})

t.test('a constraint without source gets that of its definition', async (t) => {
  const bare: ElementDefinition = { path: 'A', constraint: [{ key: 'a', severity: 'error', human: 'a' }] }
  t.equal(withSource(bare, 'http://a').constraint?.[0]?.source, 'http://a')
  const named: ElementDefinition = { path: 'A', constraint: [{ key: 'a', severity: 'error', human: 'a', source: 'b' }] }
  t.equal(withSource(named, 'http://a'), named)
  const none: ElementDefinition = { path: 'A' }
  t.equal(withSource(none, 'http://a'), none)
})

t.test('types are replaced, but one that is only named again keeps its targets', async (t) => {
  const reference = [{ code: 'Reference', targetProfile: ['http://a', 'http://b'] }]
  t.same(merged({ type: reference }, { type: [{ code: 'Reference' }] }).type, reference)
  const narrowed = [{ code: 'Reference', targetProfile: ['http://a'] }]
  t.same(merged({ type: reference }, { type: narrowed }).type, narrowed)
})

t.test(
  'a binding keeps its value set where only the strength changes, and goes with the last type that has codes',
  async (t) => {
    const binding = { strength: 'preferred' as const, valueSet: 'http://v' }
    t.same(merged({ binding }, { binding: { strength: 'required' } }).binding, {
      ...{ strength: 'required', valueSet: 'http://v' },
    })
    const type = [{ code: 'CodeableConcept' }, { code: 'Reference' }]
    t.equal(merged({ binding, type }, { type: [{ code: 'Reference' }] }).binding, undefined)
    t.same(merged({ binding, type }, { type: [{ code: 'CodeableConcept' }] }).binding, binding)
  },
)

t.test('mappings, aliases and conditions add up', async (t) => {
  const [a, b] = ['a', 'b'].map((map) => ({ identity: map, map }))
  t.same(merged({ mapping: a ? [a] : [] }, { mapping: b ? [b] : [] }).mapping, [a, b])
  t.same(merged({ alias: ['x'], condition: ['c'] }, { alias: ['x', 'y'], condition: ['d'] }), {
    ...{ path: 'A.b', alias: ['x', 'y'], condition: ['c', 'd'] },
  })
})
