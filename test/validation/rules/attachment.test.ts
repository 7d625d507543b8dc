import { createHash } from 'node:crypto'
import t from 'tap'
import { attachment } from '../../../src/validation/rules/attachment.js'
import { ask, strangeValues } from './sample-run.js'

const rule = attachment()

t.test('takes the size and the hash of the data', async (t) => {
  for (const length of [1, 2, 3, 4, 1000, 3001]) {
    const bytes = Buffer.alloc(length, 'anteroom')
    const hash = createHash('sha1').update(bytes).digest('base64')
    const data = bytes.toString('base64')
    t.same(ask(rule, { data, size: length, hash }).lines, [], `${length} bytes`)
    t.same(ask(rule, { data: data.replace(/.{76}/g, '$&\r\n'), size: length, hash }).lines, [], 'in lines')
  }
})

t.test('refuses another size or hash', async (t) => {
  const asked = ask(rule, { data: 'AAAA', size: 4, hash: 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=' }, { pointer: '/content' })
  t.same(asked.lines, ['error value /content/size', 'error value /content/hash'])
  t.equal(asked.sentences[0], '`{path}` is 4, but the data have 3 bytes.')
})

t.test('does not look at what stands elsewhere', async (t) => {
  t.same(ask(rule, { url: 'http://a.org/b', size: 4, hash: 'AAAA' }).lines, [])
  for (const value of strangeValues) t.same(ask(rule, value).lines, [])
  t.same(ask(rule, { data: 'AAAA', size: '4', hash: 5 }).lines, [])
})
