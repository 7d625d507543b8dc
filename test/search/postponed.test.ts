import t from 'tap'
import { postponedReason } from '../../src/search/postponed.js'

t.test('says of what comes later that it is not supported', async (t) => {
  for (const name of [
    '_filter',
    '_text',
    '_content:exact',
    '_list',
    '_query',
    'near',
    '_has:Observation:patient:code',
    'subject.name',
    'subject:Patient.name',
  ])
    t.match(postponedReason(name), /not supported/, name)
})

t.test('says nothing of ordinary parameters', async (t) => {
  for (const name of ['name', '_id', 'subject:Patient', 'code:not']) t.equal(postponedReason(name), undefined, name)
})
