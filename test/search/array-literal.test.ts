import t from 'tap'
import { hashArray, textArray } from '../../src/search/array-literal.js'

t.test('writes arrays as PostgreSQL reads them', async (t) => {
  t.equal(hashArray(['1', '-2']), '{1,-2}')
  t.equal(textArray(['a', 'b,"c"', '\\']), '{"a","b,\\"c\\"","\\\\"}')
  t.equal(textArray([]), '{}')
})
