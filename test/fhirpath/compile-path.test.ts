import t from 'tap'
import { loadDefinitions } from '../../src/definitions/load.js'
import { parseWithExactNumbers } from '../../src/fhir/exact-number.js'
import { compileMember, compileName } from '../../src/fhirpath/compile-path.js'
import { collect, type Scope, stay } from '../../src/fhirpath/walk.js'

const definitions = loadDefinitions()
const scope = (type: string): Scope => ({ definitions, types: [type], rootType: type, resourceType: type })
const run = (root: unknown) => ({ root, found: [] })

t.test('the names of the type and of its ancestors stay, other types find nothing', async (t) => {
  t.same(compileName('Patient', scope('Patient')).types, ['Patient'])
  t.same(compileName('DomainResource', scope('Patient')).types, ['Patient'])
  t.same(compileName('Observation', scope('Patient')).types, [])
  t.same(compileName('name', scope('Patient')).types, ['HumanName'])
  t.same(compileName('code', scope('Observation')).types, ['CodeableConcept'], 'code is a type, too')
  t.throws(() => compileName('Patient', { ...scope('Patient'), rootType: undefined }), { status: 400, message: /\S/ })
})

t.test('values of several types are told apart', async (t) => {
  const part = compileMember(stay(['Attachment', 'Coding']), 'id', scope('Patient'))
  t.same(collect(part)({ id: 'a' }, 'Coding', run({})), [{ type: 'string', value: 'a' }])
  const display = compileMember(stay(['Attachment', 'Coding']), 'display', scope('Patient'))
  t.same(collect(display)({ display: 'a' }, 'Attachment', run({})), [], 'an Attachment has no display')
})

t.test('null for a primitive with extensions only is no value, a number with its text is one', async (t) => {
  const given = collect(compileName('given', { ...scope('HumanName'), types: ['HumanName'] }))
  t.same(given({ given: [null, 'A'], _given: [{ id: 'x' }] }, 'HumanName', run({})), [{ type: 'string', value: 'A' }])
  const exact = parseWithExactNumbers('12345678901234567890.1')
  const value = collect(compileName('value', scope('Quantity')))
  t.same(value({ value: exact }, 'Quantity', run({})), [{ type: 'decimal', value: exact }])
  t.same(value({ value: {} }, 'Quantity', run({})), [])
})
