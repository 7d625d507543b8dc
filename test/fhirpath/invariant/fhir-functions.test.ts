import t from 'tap'
import { fhirFunctions } from '../../../src/fhirpath/invariant/fhir-functions.js'
import { valuesOf } from './evaluate.js'

t.test('a primitive has a value, or only an extension', async (t) => {
  t.same(valuesOf('birthDate.hasValue()'), [true])
  t.same(valuesOf('name.first().hasValue()'), [false])
  t.same(valuesOf('hasValue()', { type: 'string', value: undefined, sibling: { id: 'x' } }), [false])
  t.same(valuesOf('hasValue()', { type: 'xhtml', value: '<div/>' }), [true])
})

t.test('extensions of primitives are found by their url', async (t) => {
  t.same(valuesOf("birthDate.extension('http://t').value"), ['1974-12-25T14:35:45-05:00'])
  t.same(valuesOf("name.given.extension('http://x').value"), ['y'])
  t.same(valuesOf("birthDate.extension('http://other')"), [])
})

t.test('the environment answers', async (t) => {
  t.same(valuesOf('managingOrganization.resolve().name'), ['Acme'])
  t.same(valuesOf('managingOrganization.resolve() is Organization'), [true])
  t.same(valuesOf("name[0].use.memberOf('http://vs')"), [true])
  t.same(valuesOf("name[0].use.memberOf('http://unknown')"), [])
  t.same(valuesOf("name.use.memberOf('http://vs')"), [])
  t.same(valuesOf("conformsTo('http://known')"), [true])
  t.same(valuesOf('today() = @2026-11-24 and now() > @2026-11-24T08:00:00Z'), [true])
})

t.test('the tree is walked', async (t) => {
  t.same(valuesOf('contact.children().count()'), [2])
  t.same(valuesOf("descendants().where(id = 'o').name"), ['In here'])
  t.ok(Object.keys(fhirFunctions).includes('descendants'))
})
