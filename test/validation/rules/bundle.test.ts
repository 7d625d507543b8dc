import t from 'tap'
import { bundle } from '../../../src/validation/rules/bundle.js'
import { ask, strangeValues } from './sample-run.js'

const rule = bundle()
const check = (value: object) => {
  const { findings } = ask(rule, { resourceType: 'Bundle', ...value }, { resource: value, pointer: '' })
  return findings.map(({ rule, severity, code, pointer }) => `${rule?.code ?? `${severity} ${code}`} ${pointer}`)
}

t.test('takes a total in what was searched for, or happened', async (t) => {
  for (const type of ['searchset', 'history']) t.same(check({ type, total: 0 }), [], type)
  t.same(check({ type: 'collection', total: 0 }), ['bdl-1 /total'])
})

t.test('takes one link of each kind that there is one of', async (t) => {
  const link = (...relations: readonly string[]) => relations.map((relation) => ({ relation, url: 'http://a.org' }))
  t.same(check({ type: 'searchset', link: link('self', 'next', 'alternate', 'alternate') }), [])
  t.same(check({ type: 'searchset', link: link('self', 'next', 'self') }), ['error duplicate /link/2/relation'])
})

t.test('wants the identity and the time of a document', async (t) => {
  const entry = [{ fullUrl: 'urn:uuid:1', resource: { resourceType: 'Composition' } }]
  t.same(check({ type: 'document', entry }), ['bdl-9 ', 'bdl-10 '])
  const identifier = { system: 'urn:ietf:rfc:3986', value: 'urn:uuid:2' }
  t.same(check({ type: 'document', identifier, timestamp: '2026-11-24T09:30:00Z', entry }), [])
  t.same(check({ type: 'document', identifier: { value: '1' }, timestamp: '2026-11-24T09:30:00Z', entry }), ['bdl-9 '])
})

t.test('leaves values of other JSON types to the structure check', async (t) => {
  for (const value of strangeValues) {
    t.same(ask(rule, value).lines, [])
    for (const type of ['document', 'message', 'searchset', 'transaction', value]) {
      t.doesNotThrow(() => check({ type, entry: value, link: value, identifier: value, total: value } as object))
      t.doesNotThrow(() =>
        check({ type, entry: [{ resource: value, fullUrl: value, search: value }, value] } as object),
      )
    }
  }
})
