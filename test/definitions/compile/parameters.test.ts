import t from 'tap'
import { alternatives, compileParameters } from '../../../src/definitions/compile/parameters.js'
import type { SourceParameter } from '../../../src/definitions/compile/source.js'

const noSystems = () => []

const parameter = (change: Partial<SourceParameter>): SourceParameter => ({
  resourceType: 'SearchParameter',
  url: 'http://example.org/SearchParameter/a',
  version: '4.0.1',
  code: 'a',
  type: 'token',
  base: ['Patient'],
  description: 'An a',
  ...change,
})

t.test('a union is split where no parenthesis is open and no string', async (t) => {
  t.same(alternatives("A.b | (A.c | A.d) | A.where(e='x|y')"), ['A.b', '(A.c | A.d)', "A.where(e='x|y')"])
  t.same(alternatives(''), [])
})

t.test('only the alternatives of the type and of its ancestors stay', async (t) => {
  const shared = parameter({
    base: ['Patient', 'Person'],
    expression: 'Patient.name | (Person.name as HumanName) | Resource.id',
    description:
      'Multiple Resources: \r\n\r\n* [Patient](patient.html): Of patients\r\n* [Person](person.html): Of persons\r\n',
  })
  t.match(compileParameters('Patient', [shared], noSystems), [
    { expression: 'Patient.name | Resource.id', description: 'Of patients' },
  ])
  t.match(compileParameters('Person', [shared], noSystems), [
    { expression: '(Person.name as HumanName) | Resource.id' },
  ])
  t.same(compileParameters('Group', [shared], noSystems), [])
})

t.test('parameters of all resources are everywhere, those of DomainResource where there is text', async (t) => {
  const all = parameter({ base: ['Resource'], code: '_id' })
  const text = parameter({ base: ['DomainResource'], code: '_text' })
  t.same(
    compileParameters('Patient', [text, all], noSystems).map(({ code }) => code),
    ['_id', '_text'],
  )
  t.same(
    compileParameters('Binary', [text, all], noSystems).map(({ code }) => code),
    ['_id'],
  )
})

t.test('a reference without targets may point to anything', async (t) => {
  t.match(compileParameters('Patient', [parameter({ type: 'reference' })], noSystems), [{ targets: '*' }])
  t.match(compileParameters('Patient', [parameter({ type: 'reference', target: ['Group'] })], noSystems), [
    { targets: ['Group'] },
  ])
})

t.test('only a token has the systems of its codes', async (t) => {
  const gender = parameter({ expression: 'Patient.gender' })
  const systemsOf = (expression: string) => (expression === 'Patient.gender' ? ['http://gender'] : [])
  t.match(compileParameters('Patient', [gender], systemsOf), [{ systems: ['http://gender'] }])
  t.notOk(compileParameters('Patient', [{ ...gender, type: 'string' }], systemsOf).some((found) => 'systems' in found))
})

t.test('a slip of the specification is put right: there is no type DateTime', async (t) => {
  const component = [{ definition: 'http://example.org/b', expression: 'value.as(DateTime)' }]
  t.match(compileParameters('Patient', [parameter({ type: 'composite', component })], noSystems), [
    { components: [{ expression: 'value.as(dateTime)' }] },
  ])
})
