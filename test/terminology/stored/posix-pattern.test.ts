import fc from 'fast-check'
import t from 'tap'
import { column } from '../../../src/sql/column.js'
import { numberedRows, sql, unprepared } from '../../../src/sql/sql.js'
import { compilePattern } from '../../../src/terminology/pattern.js'
import { posixPattern } from '../../../src/terminology/stored/posix-pattern.js'
import { timeoutMs } from '../../harness/random.js'
import { openMigrated } from './stored-database.js'

t.setTimeout(timeoutMs)

const atom = fc.constantFrom(
  'a',
  'B',
  '0',
  '_',
  '-',
  ' ',
  'é',
  '\\.',
  '\\-',
  '\\\\',
  '.',
  '\\d',
  '\\D',
  '\\w',
  '\\W',
  '\\s',
  '\\S',
  '\\t',
  '%',
  '"',
  '😀',
)
const member = fc.constantFrom('a', 'c-f', '0-9', '.', '\\]', '\\d', '\\w', '\\s', '[', '\\\\', '$', '*', 'é-ü')
const set = fc
  .tuple(
    fc.constantFrom('', '^'),
    fc.constantFrom('', '-'),
    fc.array(member, { minLength: 1, maxLength: 3 }),
    fc.constantFrom('', '-'),
  )
  .map(([not, before, members, after]) => `[${not}${before}${members.join('')}${after}]`)
const repeated = (pattern: string) =>
  fc.constantFrom('', '?', '*', '+', '{2}', '{0,2}', '{1,}', '*?', '+?').map((many) => `${pattern}${many}`)
const { pattern } = fc.letrec<{ pattern: string; part: string }>((tie) => ({
  part: fc.oneof(
    { maxDepth: 3 },
    atom,
    set,
    fc.tuple(fc.constantFrom('(', '(?:'), tie('pattern')).map(([open, text]) => `${open}${text})`),
  ),
  pattern: fc
    .array(fc.array(tie('part').chain(repeated), { maxLength: 4 }), { minLength: 1, maxLength: 2 })
    .map((branches) => branches.map((branch) => branch.join('')).join('|')),
}))
const value = fc.string({
  unit: fc.constantFrom(
    'a',
    'B',
    'c',
    '0',
    '9',
    '.',
    '-',
    '_',
    ' ',
    '\t',
    '\n',
    'é',
    '\\',
    ']',
    '[',
    '%',
    '"',
    '😀',
    '\u000b',
  ),
  minLength: 1,
  maxLength: 6,
})
const storable = value.filter((text) => !text.includes('\u000b'))

t.test('PostgreSQL matches a translated pattern as the one in memory does', async (t) => {
  const database = await openMigrated(t)
  let matched = 0
  await fc.assert(
    fc.asyncProperty(pattern, fc.array(storable, { minLength: 5, maxLength: 20 }), async (text, values) => {
      const matches = compilePattern(text)
      const rows = await database.query<{ is: boolean }>(
        unprepared(
          sql`select v.value collate "C" ~ ${posixPattern(text)} as is from ${numberedRows('v', ['value'], [column(values)])} order by n`,
        ),
      )
      values.forEach((one, at) => {
        if (rows[at]?.is !== matches(one))
          throw new Error(`${JSON.stringify(one)}: ${rows[at]?.is} is not ${matches(one)}`)
        matched += matches(one) ? 1 : 0
      })
    }),
    { numRuns: 500 },
  )
  t.ok(matched > 100, `${matched} values match`)
})

t.test('anchors at both ends say nothing new', async (t) => {
  t.equal(posixPattern('^a|b$'), posixPattern('a|b'))
  t.equal(posixPattern('a\\$'), '^(?:a\\$)$')
})

t.test('what the database cannot do as in memory is refused with its name', async (t) => {
  const refused = (text: string, what: RegExp | string): void => {
    t.throws(() => posixPattern(text), { status: 400, message: what }, text)
  }
  for (const text of [
    '\\bx',
    '\\pL',
    '\\Qa\\E',
    '(?i)a',
    '(?P<n>a)',
    'a^b',
    '^*',
    'a{',
    '[[:alpha:]]',
    '(a{100}b{100}c{100}){10}',
    'a{256}',
  ]) {
    refused(text, /cannot be had for a code system that is kept in the database/)
  }
  for (const text of ['(', 'a)', '*', '(?=a)', '\\1', '[a', `${'a'.repeat(1_001)}`]) refused(text, /./)
})
