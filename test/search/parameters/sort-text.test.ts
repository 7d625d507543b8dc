import fc from 'fast-check'
import t from 'tap'
import { columnsOf } from '../../../src/search/columns.js'
import { compareBytes, cut, sortTextMax } from '../../../src/search/parameters/sort-text.js'
import { indexed } from '../clinic.js'

const at = (resource: Parameters<typeof indexed>[0], name: string): string | null | undefined =>
  indexed(resource).columns[columnsOf(resource.resourceType).findIndex((column) => column.name === name)]

t.test('a repeating string has its least and its greatest value as sort keys', async (t) => {
  const patient = { resourceType: 'Patient', name: [{ family: 'Zöllner' }, { family: 'Abel' }, { family: 'Meyer' }] }
  t.equal(at(patient, 'family_min'), 'abel')
  t.equal(at(patient, 'family_max'), 'zollner')
})

t.test('people are sorted by family name, then given names', async (t) => {
  const patient = { resourceType: 'Patient', name: [{ family: 'Abel', given: ['Ute', 'Eva'] }] }
  t.equal(at(patient, 'name_min'), 'abel ute eva')
  t.equal(at({ resourceType: 'Patient', name: [{ text: 'Ute Abel' }] }, 'name_min'), 'ute abel')
})

t.test('codes are sort keys too, and absent values are last both ways', async (t) => {
  t.equal(at({ resourceType: 'Task', priority: 'stat' }, 'priority_min'), 'stat')
  t.equal(at({ resourceType: 'Task' }, 'priority_min'), '\u{10ffff}')
  t.equal(at({ resourceType: 'Task' }, 'priority_max'), '\u0001')
})

t.test('long keys are cut, and never in the middle of a character', async (t) => {
  t.equal(at({ resourceType: 'Patient', name: [{ family: 'a'.repeat(5000) }] }, 'family_min')?.length, sortTextMax)
  t.equal(cut('ab😀', 3), 'ab')
  t.equal(cut('ab😀', 4), 'ab😀')
})

t.test('the order is that of code points', async () => {
  const point = fc.integer({ min: 32, max: 0x10ffff }).filter((code) => code < 0xd800 || code > 0xdfff)
  fc.assert(
    fc.property(point, point, (a, b) => {
      return Math.sign(compareBytes(String.fromCodePoint(a), String.fromCodePoint(b))) === Math.sign(a - b)
    }),
  )
})
