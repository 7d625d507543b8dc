import t from 'tap'
import { operators } from '../../../src/fhirpath/invariant/operators.js'
import { operatorLevels } from '../../../src/fhirpath/invariant/syntax.js'
import { valuesOf } from './evaluate.js'

const logic = ['true', 'false', '{}']
/** For each operator the answers to true, false and nothing with true, false and nothing. https://hl7.org/fhirpath/N1/#boolean-logic */
const tables: Readonly<Record<string, string>> = {
  and: 'tf- fff -f-',
  or: 'ttt tf- t--',
  xor: 'ft- tf- ---',
  implies: 'tf- ttt t--',
}

t.test('logic has three values', async (t) => {
  for (const [operator, table] of Object.entries(tables)) {
    const rows = logic.map((a) =>
      logic.map((b) => String(valuesOf(`${a} ${operator} ${b}`)[0] ?? '-').charAt(0)).join(''),
    )
    t.equal(rows.join(' '), table, operator)
  }
})

const found: Readonly<Record<string, readonly unknown[]>> = {
  "name.given = 'x'": [false],
  'photo = photo': [],
  "photo != 'x'": [],
  "'a' ~ 'A'": [true],
  'photo ~ photo': [true],
  "'a' !~ 'b'": [true],
  "'a' < 'b' and 1 <= 1 and 2 > 1.5 and 2 >= 2": [true],
  'birthDate < @1980': [true],
  'birthDate < @1974': [],
  "'Jim' in name.given": [true],
  "name.given contains 'Jack'": [false],
  'photo in name': [],
  "'a' | 'b' | 'a'": ['a', 'b'],
  "'a' & {} & 'b'": ['ab'],
  "'a' + {}": [],
  "'a' + 'b'": ['ab'],
  '1 + 2 * 3 - 4 / 2': [5],
  '7 div 2 + 7 mod 2': [4],
  '1 / 0': [],
  '1 div 0': [],
}

t.test('each operator answers as HL7 says', async (t) => {
  for (const [expression, values] of Object.entries(found)) t.same(valuesOf(expression), values, expression)
})

t.test('what has no order, or is several, is an error', async (t) => {
  for (const expression of ["1 < 'a'", 'name.given < name.given', "name.given & 'a'", 'name and true']) {
    t.throws(() => valuesOf(expression), /\S/, expression)
  }
})

t.test('every operator of the grammar is there', async (t) => {
  const names = operatorLevels.flat().filter((name) => name !== 'is' && name !== 'as')
  t.same(Object.keys(operators).sort(), [...names].sort())
})
