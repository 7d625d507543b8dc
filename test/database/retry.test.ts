import t from 'tap'
import { retrying } from '../../src/database/retry.js'

const failure = (code: string): Error => Object.assign(new Error(code), { code })
const policy = { tries: 3, waitMs: 1, random: () => 0.5 }

t.test('answers what the first good try answers', async (t) => {
  let tries = 0
  const attempt = async () => {
    if (++tries < 3) throw failure('40P01')
    return tries
  }
  t.equal(await retrying(policy, attempt), 3)
})

t.test('gives up with the last error', async (t) => {
  let tries = 0
  const attempt = async () => {
    tries++
    throw failure('40001')
  }
  await t.rejects(retrying(policy, attempt), { code: '40001' })
  t.equal(tries, 3)
})

t.test('does not repeat what would fail again', async (t) => {
  let tries = 0
  const attempt = async () => {
    tries++
    throw failure('23505')
  }
  await t.rejects(retrying(policy, attempt), { code: '23505' })
  t.equal(tries, 1)
})

t.test('asks for jitter before each further try', async (t) => {
  let asked = 0
  const random = () => {
    asked++
    return 0
  }
  await t.rejects(retrying({ ...policy, random }, () => Promise.reject(failure('40001'))))
  t.equal(asked, 2)
})
