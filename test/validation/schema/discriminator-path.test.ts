import t from 'tap'
import { type Cursor, drilled, segmentsOf, stepTo } from '../../../src/validation/schema/discriminator-path.js'
import { libraryWith } from '../profiled.js'

const library = libraryWith()

function cursorAt(type: string, id: string): Cursor {
  const node = library.ofType(type)?.byId.get(id)
  if (node === undefined) throw new Error(`There is no \`${id}\`.`)
  return { nodes: [node], inType: [node], type: undefined, path: [], exact: undefined, isReference: false }
}

t.test('takes the paths that discriminators may have', async (t) => {
  t.strictSame(segmentsOf('$this'), [])
  t.strictSame(segmentsOf('code.coding.system'), ['code', 'coding', 'system'])
  t.strictSame(segmentsOf("extension('http://example.org/a.b').value"), [
    "extension('http://example.org/a.b')",
    'value',
  ])
  t.strictSame(segmentsOf('$this.resolve().ofType(Patient)'), ['resolve()', 'ofType(Patient)'])
  t.strictSame(segmentsOf('value[x]'), ['value[x]'])
})

t.test('refuses whatever else FHIRPath could say', async (t) => {
  for (const path of ["name.where(use = 'official')", 'a | b', 'code()', 'a..b'])
    t.equal(segmentsOf(path), undefined, path)
})

t.test('names a choice by all of its JSON names', async (t) => {
  const next = stepTo(cursorAt('Patient', 'Patient'), 'deceased', library)
  t.strictSame(next?.path, [
    {
      kind: 'child',
      names: [
        { json: 'deceasedBoolean', type: 'boolean' },
        { json: 'deceasedDateTime', type: 'dateTime' },
      ],
    },
  ])
})

t.test('walks into data types, and stops where there is nothing', async (t) => {
  const name = cursorAt('Patient', 'Patient.name')
  t.equal(stepTo(name, 'family', library)?.type, 'string')
  t.equal(stepTo(name, 'nothing', library), undefined)
})

t.test('follows references to what they may lead to', async (t) => {
  const target = stepTo(cursorAt('Observation', 'Observation.specimen'), 'resolve()', library)
  t.equal(target?.type, 'Specimen')
  t.ok(target?.isReference)
  t.ok(target !== undefined && stepTo(target, 'type', library) !== undefined)
  t.equal(stepTo(cursorAt('Patient', 'Patient.name'), 'resolve()', library), undefined)
})

t.test('a pattern further up says what its parts are', async (t) => {
  const exact = { kind: 'pattern', values: [{ coding: [{ code: 'a' }, { code: 'b' }] }] } as const
  const coding = drilled({ ...cursorAt('Observation', 'Observation.code'), exact }, 'coding')
  t.strictSame(coding, { kind: 'pattern', values: [{ code: 'a' }, { code: 'b' }] })
  t.equal(drilled(cursorAt('Observation', 'Observation.code'), 'coding'), undefined)
})
