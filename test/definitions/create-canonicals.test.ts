import type { ValueSet } from '@medplum/fhirtypes'
import t from 'tap'
import { createCanonicals } from '../../src/definitions/create-canonicals.js'
import { entryOf } from '../../src/definitions/entry.js'

const valueSet = (url: string, version: string | undefined, origin: string) => {
  const resource: ValueSet = {
    resourceType: 'ValueSet',
    status: 'active',
    url,
    ...(version !== undefined && { version }),
  }
  return entryOf(resource, origin)
}

const core = [
  valueSet('http://a', '4.0.1', 'core'),
  valueSet('http://a', '10.0.0', 'core'),
  valueSet('http://b', undefined, 'core'),
  entryOf({ resourceType: 'CodeSystem', status: 'active', content: 'complete', url: 'http://a' }, 'core'),
]
const stored = [
  valueSet('http://a', '3.0.0', 'stored'),
  valueSet('http://a', '4.0.1', 'stored'),
  valueSet('http://c', '2018-08-12', 'stored'),
  valueSet('http://c|9', '1', 'stored'),
  valueSet('', '1', 'stored'),
]
const canonicals = createCanonicals([core, stored])
const found = (canonical: string) => {
  const entry = canonicals.entry('ValueSet', canonical)
  return entry && `${entry.origin} ${entry.version ?? '-'}`
}

t.test('without a version the last layer that knows the url decides, by its newest', async (t) => {
  t.equal(found('http://a'), 'stored 4.0.1')
  t.equal(found('http://b'), 'core -')
  t.equal(createCanonicals([stored, core]).entry('ValueSet', 'http://a')?.version, '10.0.0')
})

t.test('a version is looked for in all layers, and may be cut', async (t) => {
  t.equal(found('http://a|10.0.0'), 'core 10.0.0')
  t.equal(found('http://a|4.0.1'), 'stored 4.0.1', 'the same version of a later layer takes the place')
  t.equal(found('http://a|4.0'), 'stored 4.0.1')
  t.equal(found('http://a|1'), undefined, '10 does not begin with 1')
  t.equal(found('http://c|2018'), 'stored 2018-08-12')
  t.equal(found('http://b|1'), undefined)
  t.equal(found('http://c|9'), 'stored 1', 'a url that has a bar in itself')
})

t.test('the version of a package stands for what the package brings', async (t) => {
  const table = valueSet('http://v3', '2018-08-12', 'hl7.fhir.r4.core#4.0.1')
  t.equal(createCanonicals([[table]]).entry('ValueSet', 'http://v3|4.0.1'), table)
  t.equal(createCanonicals([[table]]).entry('ValueSet', 'http://v3|4.0.2'), undefined)
})

t.test('a fragment is dropped', async (t) => {
  t.equal(found('http://a|4.0.1#part'), 'stored 4.0.1')
  t.equal(found('http://a#part'), 'stored 4.0.1')
})

t.test('what is unknown is undefined, also the empty url', async (t) => {
  t.equal(found('http://unknown'), undefined)
  t.equal(found(''), undefined)
  t.equal(found('constructor'), undefined)
  t.equal(canonicals.find('SearchParameter', 'http://a'), undefined)
  t.same(canonicals.versions('ValueSet', 'http://unknown'), [])
})

t.test('lists are by url, the newest version first, each version once', async (t) => {
  const versions = ['10.0.0', '4.0.1', '3.0.0']
  t.same(
    canonicals.versions('ValueSet', 'http://a').map(({ version }) => version),
    versions,
  )
  t.same(
    canonicals.list('ValueSet').map(({ url, version }) => `${url} ${version ?? '-'}`),
    [...versions.map((version) => `http://a ${version}`), 'http://b -', 'http://c 2018-08-12', 'http://c|9 1'],
  )
  t.equal(canonicals.find('CodeSystem', 'http://a')?.resourceType, 'CodeSystem', 'types are apart')
  t.same(createCanonicals([]).list('ValueSet'), [])
})
