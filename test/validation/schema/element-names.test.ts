import t from 'tap'
import {
  baseName,
  choiceName,
  isPlain,
  isPrimitive,
  isProfile,
  localReference,
  maxOf,
  repeats,
  typeCode,
  typeCodes,
  typeOfJsonName,
  typeUrl,
} from '../../../src/validation/schema/element-names.js'
import { profile } from '../profiled.js'

t.test('a choice is named without its types', async (t) => {
  t.strictSame(baseName({ path: 'Observation.value[x]' }), { name: 'value', choice: true })
  const base = { path: 'Observation.value[x]', min: 0, max: '1' }
  t.strictSame(baseName({ path: 'Observation.valueQuantity', base }), { name: 'value', choice: true })
  t.strictSame(baseName({ path: 'Observation.code' }), { name: 'code', choice: false })
  t.equal(choiceName('value', 'dateTime'), 'valueDateTime')
  t.equal(typeOfJsonName('value', 'valueQuantity'), 'Quantity')
  t.equal(typeOfJsonName('value', 'values'), undefined)
})

t.test('the types of FHIRPath stand for those of FHIR', async (t) => {
  const url = 'http://hl7.org/fhir/StructureDefinition/structuredefinition-fhir-type'
  const type = { code: 'http://hl7.org/fhirpath/System.String', extension: [{ url, valueUrl: 'uri' }] }
  t.equal(typeCode(type), 'uri')
  t.equal(typeCode({ code: 'http://hl7.org/fhirpath/System.String' }), 'string')
  t.strictSame(typeCodes({ path: 'x', type: [{ code: 'code' }, type] }), ['code', 'uri'])
  t.ok(isPlain({ path: 'Extension.url', type: [type] }))
  t.notOk(isPlain({ path: 'Patient.gender', type: [{ code: 'code' }] }))
  t.ok(isPrimitive('code'))
  t.notOk(isPrimitive('Coding'))
})

t.test('an element repeats where its type says so, whatever a profile allows', async (t) => {
  t.ok(repeats({ path: 'Patient.name', max: '1', base: { path: 'Patient.name', min: 0, max: '*' } }))
  t.notOk(repeats({ path: 'Patient.birthDate', max: '1' }))
  t.equal(maxOf({ path: 'x', max: '*' }), Number.POSITIVE_INFINITY)
  t.equal(maxOf({ path: 'x', max: '3' }), 3)
})

t.test('a content reference of a profile leads to the type, unless it names the profile', async (t) => {
  const own = profile('p', 'Parameters', [])
  t.equal(localReference('#Parameters.parameter', own), undefined)
  t.equal(localReference(`${own.url}#Parameters.parameter`, own), 'Parameters.parameter')
  t.equal(localReference('#Parameters.parameter', { ...own, url: typeUrl('Parameters') }), 'Parameters.parameter')
  t.equal(localReference(undefined, own), undefined)
})

t.test('only the definition of the type itself is no profile', async (t) => {
  t.ok(isProfile(profile('p', 'Patient', [], { derivation: 'specialization' })))
  t.notOk(isProfile(profile('p', 'Patient', [], { url: typeUrl('Patient') })))
})
