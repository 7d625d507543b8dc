import fc from 'fast-check'
import t from 'tap'
import { column } from '../../src/sql/column.js'

/** What `string_to_array(text, chr(31), chr(30))` makes of it. */
const split = (text: string): (string | null)[] =>
  text.split('\u001f').map((value) => (value === '\u001e' ? null : value))

t.test('splitting gives back what was joined', async () => {
  const value = fc.option(
    fc.string({ minLength: 1 }).filter((text) => !text.includes('\u001e') && !text.includes('\u001f')),
  )
  fc.assert(
    fc.property(fc.array(value, { minLength: 1 }), (values) => {
      t.strictSame(split(column(values)), values)
    }),
  )
})

t.test('refuses what could not be told apart', async (t) => {
  for (const value of ['', 'a\u001fb', '\u001e']) t.throws(() => column(['x', value]), RangeError)
})
