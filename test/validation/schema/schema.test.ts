import t from 'tap'
import { allOf, isEmpty } from '../../../src/validation/schema/schema.js'

t.test('schemas that ask nothing are left out', async (t) => {
  t.strictSame(allOf([]), {})
  t.strictSame(allOf([{}, { items: {} }]), { items: {} })
  t.strictSame(allOf([{ items: {} }, {}, { slices: [] }]), { allOf: [{ items: {} }, { slices: [] }] })
  t.ok(isEmpty({}))
  t.notOk(isEmpty({ items: {} }))
})
