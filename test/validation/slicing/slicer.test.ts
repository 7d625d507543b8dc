import t from 'tap'
import type { Finding } from '../../../src/validation/run.js'
import type { Condition, SlicingParameters } from '../../../src/validation/slicing/parameters.js'
import { createSlicer, isDefault } from '../../../src/validation/slicing/slicer.js'
import { frameOf, sampleRun } from '../rules/sample-run.js'

const used = (...values: readonly string[]): readonly Condition[] => [
  { kind: 'fixed', path: [{ kind: 'child', names: [{ json: 'use' }] }], values },
]
const slicing = (more: Partial<SlicingParameters> = {}): SlicingParameters => ({
  element: 'name',
  profile: 'http://example.org/p',
  many: true,
  rules: 'open',
  slices: [
    { name: 'official', min: 0, conditions: used('official') },
    { name: 'nick', min: 0, conditions: used('nickname') },
  ],
  ...more,
})

function slice(parameters: SlicingParameters, value: unknown) {
  const { run, findings } = sampleRun()
  const assigned = createSlicer(parameters)(value, { frame: frameOf(run, {}), pointer: '/name' })
  return {
    assigned,
    lines: findings.map(({ severity, code, pointer }: Finding) => `${severity} ${code} ${pointer}`),
    findings,
  }
}

t.test('tells each value its slice', async (t) => {
  const { assigned, lines } = slice(slicing(), [{ use: 'nickname' }, { use: 'old' }, { use: 'official' }])
  t.strictSame(assigned, [[1], [], [0]])
  t.strictSame(lines, [])
})

t.test('a reslice is looked for within its slice only', async (t) => {
  const slices = [
    { name: 'a', min: 0, conditions: used('official') },
    { name: 'a/b', min: 0, parent: 0, conditions: used('official', 'nickname') },
  ]
  t.strictSame(slice(slicing({ slices }), [{ use: 'official' }, { use: 'nickname' }]).assigned, [[0, 1], []])
})

t.test('what fits nowhere falls to the default slice', async (t) => {
  const slices = [
    { name: 'official', min: 0, conditions: used('official') },
    { name: '@default', min: 0, max: 0, conditions: undefined },
  ]
  const { assigned, lines } = slice(slicing({ slices }), [{ use: 'official' }, { use: 'old' }])
  t.strictSame(assigned, [[0], [1]])
  t.strictSame(lines, ['error structure /name/1'])
  t.ok(isDefault({ name: 'a/@default', min: 0, conditions: undefined }))
})

t.test('passes over what is missing or of another shape', async (t) => {
  for (const value of [undefined, null, {}, 'x']) t.strictSame(slice(slicing(), value).assigned, [])
  t.strictSame(slice(slicing({ many: false }), { use: 'official' }).assigned, [[0]])
})
