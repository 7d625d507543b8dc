import t from 'tap'
import { parseWithExactNumbers } from '../../src/fhir/exact-number.js'
import { primitiveRules } from '../../src/validation/primitive-rules.js'
import { definitions } from './samples.js'

const exact = (literal: string) => parseWithExactNumbers(literal)
const megabyte = 1_048_576

/** Type → values that it takes, values that it refuses. https://hl7.org/fhir/R4/datatypes.html */
const table: Readonly<Record<string, readonly [right: readonly unknown[], wrong: readonly unknown[]]>> = {
  boolean: [
    [true, false],
    ['true', 0, null],
  ],
  integer: [
    [0, -1, 2_147_483_647, -2_147_483_648],
    [1.5, 2_147_483_648, -2_147_483_649, '1', null, Number.NaN, exact('1.00000000000000000000000001')],
  ],
  unsignedInt: [
    [0, 2_147_483_647],
    [-1, 0.5, 2_147_483_648],
  ],
  positiveInt: [
    [1, 2_147_483_647],
    [0, -1, 2_147_483_648, exact('12345678901234567890')],
  ],
  decimal: [
    [0, -1.5, 1e-7, exact('1.00000000000000000000000001')],
    ['1.0', Number.POSITIVE_INFINITY, null, true],
  ],
  string: [
    ['a', ' a ', 'line\r\n\tline', '\u00a0', 'ä', 'x'.repeat(megabyte)],
    ['', ' ', '\n\t', 'x'.repeat(megabyte + 1), 5, null],
  ],
  markdown: [['# a\n\n* b'], ['', ' ']],
  xhtml: [['<div>a</div>'], ['', ' ', 5]],
  code: [
    ['final', 'in progress', 'a-b', '<='],
    ['', ' a', 'a ', 'a  b', 'a\tb', 'a\nb', `${'a'.repeat(megabyte - 1)} `],
  ],
  id: [
    ['a', 'A-1.b', 'x'.repeat(64)],
    ['', 'a_b', 'a/b', 'ä', 'x'.repeat(65), 'a\n'],
  ],
  uri: [
    ['http://a', 'urn:oid:1.2', 'a', '#x'],
    ['', ' ', 'a b', 'a\n'],
  ],
  url: [['mailto:a@b.c'], ['', 'http://a b']],
  canonical: [['http://a|1.0#b'], ['', 'a b']],
  oid: [
    ['urn:oid:1.2.3', 'urn:oid:2.16.840.1.113883', 'urn:oid:0.0'],
    ['1.2.3', 'urn:oid:3.1', 'urn:oid:1.02', 'urn:oid:1.', 'urn:oid:1', `urn:oid:2${'.1'.repeat(20 * megabyte)}`],
  ],
  uuid: [
    ['urn:uuid:c757873d-ec9a-4326-a141-556f43239520'],
    ['c757873d-ec9a-4326-a141-556f43239520', 'urn:uuid:C757873D-EC9A-4326-A141-556F43239520', 'urn:uuid:c757873d'],
  ],
  base64Binary: [
    ['AAAA', 'AA==', 'AAA=', 'AAAA\r\nAAA=', ' AAAA ', 'A'.repeat(4 * megabyte)],
    ['', ' ', 'A', 'AAA', 'A===', '====', 'AA=A', 'AA==AAAA', 'AA AA', 'AAA-', `${'A'.repeat(4 * megabyte)}$`],
  ],
  date: [
    ['2026', '2026-11', '2026-11-24', '2024-02-29', '9999', '0001-01-01'],
    ['0000', '2026-13', '2026-02-29', '2026-1-1', '26', '2026-11-24T09:00:00Z', '2026-11-24 ', ''],
  ],
  dateTime: [
    [
      '2026',
      '2026-11',
      '2026-11-24',
      '2026-11-24T09:00:00Z',
      '2026-11-24T09:00:00.123456-14:00',
      '2016-12-31T23:59:60Z',
    ],
    ['2026-11-24T09:00Z', '2026-11-24T09:00:00', '2026-11-24T24:00:00Z', '2026-11-24T09:00:00+15:00', '2026-11-24T'],
  ],
  instant: [
    ['2026-11-24T09:00:00Z', '2026-11-24T09:00:00.1+05:30', '9999-12-31T23:59:59Z'],
    ['2026', '2026-11-24', '2026-11-24T09:00Z', '2026-11-24T09:00:00', '0000-01-01T00:00:00Z'],
  ],
  time: [
    ['09:00:00', '23:59:60', '09:00:00.123'],
    ['9:00:00', '24:00:00', '09:00', '09:00:00Z', '09:60:00', ''],
  ],
}

const named = (value: unknown) =>
  typeof value === 'string' ? `"${value.slice(0, 40)}" (${value.length})` : String(value)

for (const [type, [right, wrong]] of Object.entries(table)) {
  t.test(`${type} takes what its definition allows, and nothing else`, async (t) => {
    for (const value of right) t.equal(primitiveRules[type]?.accepts(value), true, named(value))
    for (const value of wrong) t.equal(primitiveRules[type]?.accepts(value), false, named(value))
  })
}

t.test('every primitive type of R4 has a rule, and is tested', async (t) => {
  const types = new Set(
    definitions.resourceTypes.flatMap((type) =>
      [...(definitions.type(type)?.byJsonName.values() ?? [])].map(({ type }) => type),
    ),
  )
  for (const { type } of definitions.type('Extension')?.byJsonName.values() ?? []) types.add(type)
  const primitive = [...types].filter((type) => definitions.type(type)?.kind === 'primitive-type')
  t.same([...primitive, 'xhtml'].sort(), Object.keys(primitiveRules).sort())
  t.same(Object.keys(table).sort(), Object.keys(primitiveRules).sort())
})
