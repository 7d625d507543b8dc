import t from 'tap'
import { isConvertible, isOfType, isPrimitiveType, isTypeName } from '../../../src/fhirpath/invariant/type-test.js'
import { definitions } from './evaluate.js'

const named = (text: string) => {
  const [namespace, name] = text.includes('.') ? text.split('.') : [undefined, text]
  return { namespace, name: name ?? '' }
}

t.test('a type is what it specialises', async (t) => {
  for (const [type, of] of [
    ['Patient', 'DomainResource'],
    ['code', 'string'],
    ['Age', 'Quantity'],
    ['Patient.contact', 'BackboneElement'],
    ['Timing.repeat', 'Element'],
    ['System.String', 'String'],
  ] as const) {
    t.equal(isOfType(type, named(of)), true, `${type} is ${of}`)
  }
  for (const [type, of] of [
    ['string', 'String'],
    ['string', 'System.String'],
    ['System.String', 'FHIR.string'],
    ['Timing.repeat', 'BackboneElement'],
    ['Bundle', 'DomainResource'],
  ] as const) {
    t.equal(isOfType(type, named(of)), false, `${type} is not ${of}`)
  }
})

t.test('selecting converts primitives', async (t) => {
  t.equal(isConvertible('code', named('String')), true)
  t.equal(isConvertible('boolean', named('System.Boolean')), true)
  t.equal(isConvertible('boolean', named('String')), false)
})

t.test('names of types are known', async (t) => {
  for (const name of ['Patient', 'FHIR.Quantity', 'System.String', 'Element', 'xhtml', 'SimpleQuantity'])
    t.equal(isTypeName(named(name), definitions), true, name)
  for (const name of ['Nobody', 'System.Patient', 'FHIR.Integer', 'Other.Patient'])
    t.equal(isTypeName(named(name), definitions), false, name)
  t.equal(isPrimitiveType('xhtml', definitions), true)
  t.equal(isPrimitiveType('Coding', definitions), false)
})
