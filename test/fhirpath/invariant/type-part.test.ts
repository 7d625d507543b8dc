import t from 'tap'
import { thisPart } from '../../../src/fhirpath/invariant/navigate.js'
import { typePart } from '../../../src/fhirpath/invariant/type-part.js'
import { definitions, valuesOf } from './evaluate.js'

t.test('`is` asks one item', async (t) => {
  t.same(valuesOf('$this is Patient and $this is DomainResource and $this.is(FHIR.Resource)'), [true])
  t.same(valuesOf('contact is BackboneElement and contact.period is Element'), [true])
  t.same(valuesOf('deceased is boolean'), [true])
  t.same(valuesOf('photo is Attachment'), [])
  t.throws(() => valuesOf('name is HumanName'), /one value/)
})

t.test('`as` and `ofType` select, `as` from many too', async (t) => {
  t.same(valuesOf('multipleBirth as integer | deceased.as(string)'), [2])
  t.same(valuesOf('descendants().as(code)'), ['official', 'usual', 'phone', 'email', 'y'])
  t.same(valuesOf('deceased.ofType(Boolean) | deceased.as(Boolean)'), [false])
})

t.test('a type that there is not is refused', async (t) => {
  const type = { namespace: undefined, name: 'Nobody' }
  const syntax = { kind: 'type', operator: 'is', of: { kind: 'this' }, type } as const
  t.throws(() => typePart(thisPart, syntax, definitions), { status: 400, message: /Nobody/ })
})
