import t from 'tap'
import { compareVersions, isVersion } from '../../src/definitions/compare-versions.js'

t.test('versions are ordered by their numbers, dates too, previews before what they preview', async (t) => {
  const ascending = [undefined, '1.0.0-ballot', '1.0.0', '1.0.0.1', '1.2', '1.10', '4.0.1', '2014-03-26', '2018-08-12']
  const shuffled = [...ascending].reverse()
  t.same([...shuffled].sort(compareVersions).slice(0, -1), ascending.slice(1), 'sort puts undefined last by itself')
  t.ok(compareVersions(undefined, '0') < 0)
  t.ok(compareVersions('0', undefined) > 0)
  t.equal(compareVersions('2.9', '2.9'), 0)
  t.ok(compareVersions('99999999999999999999999.1', '100000000000000000000000.1') < 0, 'whatever their size')
  t.ok(compareVersions('1.0.0-beta2', '1.0.0-beta10') < 0)
})

t.test('the order is total: two texts are never equal', async (t) => {
  t.not(compareVersions('1.0', '01.0'), 0)
  t.equal(Math.sign(compareVersions('1.0', '01.0')), -Math.sign(compareVersions('01.0', '1.0')))
})

t.test('a version may be asked for by its beginning', async (t) => {
  t.ok(isVersion('4.0.1', '4.0.1'))
  t.ok(isVersion('4.0.1', '4.0'))
  t.ok(isVersion('4.0.1', '4'))
  t.ok(isVersion('2018-08-12', '2018'))
  t.ok(isVersion('2018-08-12', '2018-08'))
  t.notOk(isVersion('4.0.1', '4.'))
  t.notOk(isVersion('40.1', '4'))
  t.notOk(isVersion('1.0.0-ballot', '1.0.0'))
  t.notOk(isVersion(undefined, '1'))
  t.notOk(isVersion('4.0', '4.0.1'))
})
