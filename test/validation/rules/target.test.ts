import t from 'tap'
import { locateTarget } from '../../../src/validation/rules/target.js'
import { ask, type Place } from './sample-run.js'

/** Where a reference leads, and what is reported meanwhile. */
function locate(text: string, place: Place = {}) {
  let target: ReturnType<typeof locateTarget>
  const { lines } = ask(
    (_, spot) => {
      target = locateTarget(text, spot)
    },
    undefined,
    place,
  )
  return { target, lines }
}

const elsewhere = { where: 'referenced', resource: undefined, version: undefined }

t.test('knows the type and version of RESTful references', async (t) => {
  t.same(locate('Patient/1').target, { ...elsewhere, type: 'Patient' })
  t.same(locate('Patient/1/_history/2').target, { ...elsewhere, type: 'Patient', version: '2' })
  t.same(locate('http://a.org/Group/1').target, { ...elsewhere, type: 'Group' })
  t.same(locate('http://a.org/Foo/1').target, { ...elsewhere, type: undefined })
  t.same(locate('ftp:x').target, { ...elsewhere, type: undefined })
})

t.test('gives the resource where it is contained or in the Bundle', async (t) => {
  const inner = { resourceType: 'Device', id: 'd' }
  const resource = { resourceType: 'Observation', contained: [inner] }
  t.same(locate('#d', { resource }).target, { where: 'contained', type: 'Device', resource: inner, version: undefined })
  const bundle = { resourceType: 'Bundle', entry: [{ fullUrl: 'urn:uuid:1', resource: inner }] }
  const target = { where: 'bundled', type: 'Device', resource: inner, version: undefined }
  t.same(locate('urn:uuid:1', { bundle }).target, target)
})

t.test('reports what leads nowhere', async (t) => {
  t.same(locate('Foo/1'), { target: undefined, lines: ['error value /x/reference'] })
  t.same(locate('#d'), { target: undefined, lines: ['error invariant /x/reference'] })
  t.same(locate('urn:uuid:1').lines, ['warning not-found /x/reference'])
  t.same(locate('').lines, ['error value /x/reference'])
})
