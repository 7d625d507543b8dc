import t from 'tap'
import { loadDefinitions } from '../../src/definitions/load.js'
import { compileExpression } from '../../src/fhirpath/compile.js'

const definitions = loadDefinitions()
const patient = {
  name: [
    { use: 'usual', given: ['A', 'B'] },
    { use: 'official', family: 'C' },
  ],
  extension: [{ url: 'urn:a', valueCode: 'x' }, { url: 'urn:b' }],
}
const values = (expression: string) =>
  compileExpression(expression, 'Patient', definitions)?.(patient).map(({ value }) => value)

t.test('where keeps what the criterion holds for', async (t) => {
  t.same(values("Patient.name.where(use = 'official').family"), ['C'])
  t.same(values("Patient.name.where($this.use = 'old')"), [])
  t.same(values('Patient.name.where(family.exists()).use'), ['official'])
})

t.test('exists, empty and not answer', async (t) => {
  t.same(values('Patient.name.exists()'), [true])
  t.same(values("Patient.name.exists(use = 'old')"), [false])
  t.same(values('Patient.photo.empty()'), [true])
  t.same(values('Patient.photo.exists().not()'), [true])
  t.same(values('Patient.active.not()'), [])
})

t.test('first and last take one from the whole collection', async (t) => {
  t.same(values('Patient.name.given.first()'), ['A'])
  t.same(values('Patient.name.given.last()'), ['B'])
  t.same(values('Patient.photo.first()'), [])
})

t.test('extension finds by url', async (t) => {
  t.same(values("Patient.extension('urn:a').value"), ['x'])
  t.same(values("Patient.extension('urn:c')"), [])
})

t.test('other functions, and other numbers of parameters, are outside', async (t) => {
  for (const call of ['count()', 'where()', 'first(1)', "extension('a', 'b')", 'exists(use, use)']) {
    t.equal(values(`Patient.name.${call}`), undefined, call)
  }
})
