import t from 'tap'
import { isAbsoluteUri } from '../../../src/validation/rules/absolute-uri.js'

t.test('knows absolute uris by their scheme', async (t) => {
  for (const text of ['http://a', 'urn:uuid:1', 'urn:oid:1.2', 'https://a/b#c', 'mailto:a@b', 'X-y.z+1:q'])
    t.ok(isAbsoluteUri(text), text)
  for (const text of ['', 'a', 'a/b', '#a', '/a:b', ':a', '1a:b', 'urn:', 'a b:c']) t.notOk(isAbsoluteUri(text), text)
})
