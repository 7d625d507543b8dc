import type { ValueSet } from '@medplum/fhirtypes'
import t from 'tap'
import { entryOf, entryOfText } from '../../src/definitions/entry.js'

const valueSet: ValueSet = { resourceType: 'ValueSet', id: 'a', url: 'http://a', version: '2', status: 'active' }

t.test('a parsed resource says itself what it is', async (t) => {
  const { load, ...header } = entryOf(valueSet, 'stored')
  t.same(header, { type: 'ValueSet', url: 'http://a', version: '2', id: 'a', origin: 'stored' })
  t.equal(load(), valueSet)
  t.match(entryOf({ resourceType: 'ValueSet', status: 'active' }, 'stored'), { url: '', version: undefined, id: '' })
})

t.test('a text is read once, at the first load', async (t) => {
  let reads = 0
  const header = { type: 'ValueSet', url: 'http://a', version: '2', id: 'a', origin: 'stored' } as const
  const entry = entryOfText(header, () => {
    reads += 1
    return JSON.stringify(valueSet)
  })
  t.equal(reads, 0)
  t.same(entry.load(), valueSet)
  t.equal(entry.load(), entry.load())
  t.equal(reads, 1)
  t.throws(entryOfText(header, () => '{').load)
})
