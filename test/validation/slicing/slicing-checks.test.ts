import t from 'tap'
import { against, profile } from '../profiled.js'

const use = (code: string) => ({ fixedCode: code }) as object
const discriminator = [{ type: 'value' as const, path: 'use' }]

/** Patients whose names are sliced into official ones and nicknames. */
const check = (slicing: object, official: object = {}, nick: object = {}) =>
  against([
    profile('p', 'Patient', [
      { id: 'Patient.name', slicing: { discriminator, rules: 'open', ...slicing } },
      { id: 'Patient.name:official', sliceName: 'official', ...official },
      { id: 'Patient.name:official.use', ...use('official') },
      { id: 'Patient.name:nick', sliceName: 'nick', ...nick },
      { id: 'Patient.name:nick.use', ...use('nickname') },
    ]),
  ])
const named = (...uses: readonly string[]) => ({
  resourceType: 'Patient',
  active: true,
  ...(uses.length === 0 ? {} : { name: uses.map((each) => ({ use: each, text: 'x' })) }),
})

t.test('counts what is in a slice', async (t) => {
  const counted = check({}, { min: 1, max: '1' })
  t.strictSame(counted(named()), ['error required Patient.name'])
  t.strictSame(counted(named('nickname')), ['error required Patient.name'])
  t.strictSame(counted(named('official')), [])
  t.strictSame(counted(named('official', 'official')), ['error structure Patient.name[1]'])
})

t.test('a closed slicing allows nothing else', async (t) => {
  t.strictSame(check({ rules: 'closed' })(named('official', 'old')), ['error structure Patient.name[1]'])
})

t.test('openAtEnd: what is in no slice comes last', async (t) => {
  const open = check({ rules: 'openAtEnd' })
  t.strictSame(open(named('official', 'old')), [])
  t.strictSame(open(named('old', 'official')), ['error structure Patient.name[0]'])
})

t.test('ordered: slices come in their order', async (t) => {
  const ordered = check({ ordered: true })
  t.strictSame(ordered(named('official', 'old', 'nickname')), [])
  t.strictSame(ordered(named('nickname', 'official')), ['error structure Patient.name[1]'])
})

t.test('a slice that is not allowed', async (t) => {
  t.strictSame(check({}, {}, { max: '0' })(named('nickname')), ['error structure Patient.name[0]'])
})

t.test('a value of two slices is found', async (t) => {
  const double = against([
    profile('p', 'Patient', [
      { id: 'Patient.name', slicing: { discriminator, rules: 'open' } },
      { id: 'Patient.name:a', sliceName: 'a' },
      { id: 'Patient.name:a.use', ...use('official') },
      { id: 'Patient.name:b', sliceName: 'b' },
      { id: 'Patient.name:b.use', ...use('official') },
    ]),
  ])
  t.strictSame(double(named('official')), ['error structure Patient.name[0]'])
})

t.test('a slice that nothing tells from others is said, and asks nothing', async (t) => {
  const blind = against([
    profile('p', 'Patient', [
      { id: 'Patient.name', slicing: { discriminator, rules: 'open' } },
      { id: 'Patient.name:a', sliceName: 'a', min: 1 },
    ]),
  ])
  t.strictSame(blind(named('official')), ['warning processing Patient.name'])
})

t.test('parts of a complex extension are those of its definition', async (t) => {
  const part = (url: string) => ({ url, valueString: 'x' })
  const extension = profile(
    'complex',
    'Extension',
    [
      { id: 'Extension.url', fixedUri: 'http://example.org/StructureDefinition/complex' } as object,
      { id: 'Extension.extension', slicing: { discriminator: [{ type: 'value', path: 'url' }], rules: 'open' } },
      { id: 'Extension.extension:a', sliceName: 'a', min: 1 },
      { id: 'Extension.extension:a.url', fixedUri: 'a' } as object,
      { id: 'Extension.value[x]', max: '0' },
    ],
    { context: [{ type: 'element', expression: 'Element' }] },
  )
  const inside = against([profile('p', 'Patient', []), extension])
  const patient = (...extension: readonly object[]) => ({
    resourceType: 'Patient',
    extension: [{ url: 'http://example.org/StructureDefinition/complex', extension }],
  })
  t.strictSame(inside(patient(part('a'))), [])
  t.strictSame(inside(patient(part('a'), part('b'))), ['error extension Patient.extension[0].extension[1]'])
  t.strictSame(inside(patient(part('b'))).length, 2)
})

t.test('a closed slice allows its own slices only', async (t) => {
  const closed = against([
    profile('p', 'Observation', [
      {
        id: 'Observation.category',
        slicing: { discriminator: [{ type: 'value', path: 'coding.system' }], rules: 'open' },
      },
      {
        id: 'Observation.category:a',
        sliceName: 'a',
        slicing: { discriminator: [{ type: 'value', path: 'coding.code' }], rules: 'closed' },
      },
      { id: 'Observation.category:a.coding.system', fixedUri: 'http://example.org/s' } as object,
      { id: 'Observation.category:a/b', sliceName: 'a/b', min: 1 },
      { id: 'Observation.category:a/b.coding.system', fixedUri: 'http://example.org/s' } as object,
      { id: 'Observation.category:a/b.coding.code', fixedCode: 'b' } as object,
    ]),
  ])
  const observation = (...codes: readonly string[]) => ({
    resourceType: 'Observation',
    status: 'final',
    code: { text: 'x' },
    category: codes.map((code) => ({ coding: [{ system: 'http://example.org/s', code }] })),
  })
  t.strictSame(closed(observation('b')), [])
  t.strictSame(closed(observation('b', 'c')), ['error structure Observation.category[1]'])
})
