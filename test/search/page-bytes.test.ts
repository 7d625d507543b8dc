import t from 'tap'
import { contentWithin, PAGE_BYTES } from '../../src/search/page-bytes.js'
import { sql, statement } from '../../src/sql/sql.js'
import { openScratch } from '../store/search-world.js'

t.test('a full page stays below the longest text that V8 can hold, largest resources and all', async (t) => {
  const bodyBytesMax = 500_000_000
  t.ok(PAGE_BYTES + bodyBytesMax < 2 ** 29 + 4_000_000)
})

t.test('gives contents in order until they are used up, and the first always', async (t) => {
  const { database, close } = await openScratch()
  t.teardown(close)
  const shown = async (bytes: number, order: 'v.n' | 'v.n desc'): Promise<string> => {
    const column = contentWithin(bytes, 'v', order === 'v.n' ? sql`order by v.n` : sql`order by v.n desc`)
    const rows = await database.query<{ content: string | null }>(
      sql`select v.n, ${column} from (values (1, 'aaaa'), (2, 'bb'), (3, 'ß'), (4, 'd')) v(n, content) order by v.n`,
    )
    return rows.map(({ content }) => content ?? '-').join(' ')
  }
  t.equal(await shown(100, 'v.n'), 'aaaa bb ß d')
  t.equal(await shown(1, 'v.n'), 'aaaa - - -')
  t.equal(await shown(5, 'v.n'), 'aaaa bb - -')
  t.equal(await shown(8, 'v.n'), 'aaaa bb ß -', 'bytes, not characters')
  t.equal(await shown(4, 'v.n desc'), '- bb ß d', 'from the cursor on, backwards')
})

t.test('the number of bytes is no parameter', async (t) => {
  t.same(statement(contentWithin(5, 'v', sql`order by 1`)).values, [])
})
