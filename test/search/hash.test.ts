import { createHash as sha } from 'node:crypto'
import fc from 'fast-check'
import t from 'tap'
import { createHash, createHashOnce } from '../../src/search/hash.js'

const secret = Buffer.from('secret')

t.test('the hash is the first 8 bytes of SHA-256 over the secret and the text, as a signed number', async () => {
  const hash = createHash(secret)
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const bytes = sha('sha256')
        .update(secret.toString('hex') + text, 'utf8')
        .digest()
      return hash(text) === bytes.readBigInt64BE(0).toString()
    }),
  )
})

t.test('another secret gives other hashes', async (t) => {
  t.not(createHash(secret)('Patient/1'), createHash(Buffer.from('other'))('Patient/1'))
})

t.test('answers stay the same after the cache has turned over', async (t) => {
  const hash = createHash(secret)
  const first = hash('code:identifier:0')
  for (let number = 1; number <= 120_000; number++) hash(`code:identifier:${number}`)
  t.equal(hash('code:identifier:0'), first)
  t.equal(hash('x'.repeat(5000)), hash('x'.repeat(5000)))
})

t.test('a text that is hashed without the cache has the same hash', async (t) => {
  fc.assert(fc.property(fc.string(), (text) => createHash(secret)(text) === createHashOnce(secret)(text)))
  t.equal(createHashOnce(secret)('Patient/1'), createHash(secret)('Patient/1'))
})
