import t from 'tap'
import { compileCanonicals } from '../../../src/definitions/compile/canonicals.js'
import type { SourceCanonical } from '../../../src/definitions/compile/source.js'

const valueSet = (url: string, more: object = {}): SourceCanonical => ({
  resourceType: 'ValueSet',
  id: 'a',
  url,
  version: '1',
  ...more,
})

const packed = (...resources: readonly SourceCanonical[]) => {
  const { index, packs } = compileCanonicals(resources)
  const [type] = resources.map(({ resourceType }) => resourceType)
  if (type === undefined) return []
  const bytes = Buffer.from(packs.get(type) ?? '')
  return index[type].map(([url, version, id, offset, length]) => ({
    header: [url, version, id],
    resource: JSON.parse(bytes.subarray(offset, offset + length).toString('utf8')),
  }))
}

t.test('each resource stands where the index says, sorted, in bytes', async (t) => {
  const found = packed(valueSet('http://b', { title: 'Überschrift' }), valueSet('http://a', { title: '漢字' }))
  t.same(
    found.map(({ header }) => header),
    [
      ['http://a', '1', 'a'],
      ['http://b', '1', 'a'],
    ],
  )
  t.same(
    found.map(({ resource }) => resource.title),
    ['漢字', 'Überschrift'],
  )
  t.same(Object.values(compileCanonicals([]).index), [[], [], [], [], []])
})

t.test('of two of the same url and version the first is kept', async (t) => {
  const found = packed(valueSet('http://a', { id: 'first' }), valueSet('http://a', { id: 'second' }))
  t.same(
    found.map(({ header }) => header),
    [['http://a', '1', 'first']],
  )
})

t.test('narrative goes, and a differential beside a snapshot', async (t) => {
  const structure = (more: object): SourceCanonical => ({
    ...valueSet('http://a', { text: { status: 'generated' }, differential: { element: [] }, ...more }),
    resourceType: 'StructureDefinition',
  })
  const snapshot = { element: [{ id: 'Meta.author', path: 'Meta.author', min: 0, max: '1' }] }
  t.same(packed(structure({ snapshot }))[0]?.resource, {
    resourceType: 'StructureDefinition',
    ...{ id: 'a', url: 'http://a', version: '1', snapshot: { element: [] } },
  })
  t.same(packed(structure({}))[0]?.resource.differential, { element: [] })
})

t.test('a version within a url goes where it belongs', async (t) => {
  const [table] = packed({ ...valueSet('http://v2|2.3.1', { version: '0360' }), resourceType: 'CodeSystem' })
  t.same(table?.header, ['http://v2', '2.3.1', 'a'])
  const include = [{ system: 'http://v2|2.3.1', concept: [] }, { system: 'http://x' }, { valueSet: ['http://y|1'] }]
  t.same(packed(valueSet('http://a', { compose: { include } }))[0]?.resource.compose.include, [
    { system: 'http://v2', version: '2.3.1', concept: [] },
    { system: 'http://x' },
    { valueSet: ['http://y|1'] },
  ])
})
