import t from 'tap'
import { formatETag, parseETags, parseVersionId } from '../../src/fhir/version.js'

// https://hl7.org/fhir/R4/http.html#concurrency
t.test('a version is a weak entity tag', async (t) => {
  t.equal(formatETag(3), 'W/"3"')
})

t.test('weak and strong tags, lists and the asterisk are read', async (t) => {
  t.same(parseETags('W/"3"'), { kind: 'versions', versions: [3] })
  t.same(parseETags(' "3" '), { kind: 'versions', versions: [3] })
  t.same(parseETags('W/"3", "4"'), { kind: 'versions', versions: [3, 4] })
  t.same(parseETags('*'), { kind: 'any' })
})

t.test('a tag that is no version of ours matches nothing', async (t) => {
  t.same(parseETags('W/"abc"'), { kind: 'versions', versions: [] })
  t.same(parseETags('W/"03"'), { kind: 'versions', versions: [] })
})

t.test('what is no entity tag is refused with 400', async (t) => {
  for (const header of ['3', '', 'W/3', 'W/"3', '"3",'])
    t.throws(() => parseETags(header), { name: 'FhirError', message: /entity tag/ })
})

t.test('version ids are positive whole numbers', async (t) => {
  t.equal(parseVersionId('12'), 12)
  for (const text of ['0', '-1', '1.0', 'a', '', '99999999999999999999']) t.equal(parseVersionId(text), undefined, text)
})
