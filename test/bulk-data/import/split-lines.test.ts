import fc from 'fast-check'
import t from 'tap'
import { splitLines, wholeText } from '../../../src/bulk-data/import/split-lines.js'

async function* chunksOf(text: string, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text)
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size)
}

async function linesOf(text: string, size: number, bytesMax = 1_000): Promise<readonly (readonly [number, string?])[]> {
  const lines: (readonly [number, string?])[] = []
  for await (const { number, bytes } of splitLines(chunksOf(text, size), bytesMax)) {
    lines.push(bytes === undefined ? [number] : [number, bytes.toString()])
  }
  return lines
}

t.test('lines are the same, however the bytes are cut', async () => {
  const line = fc.string({ unit: fc.constantFrom('a', 'é', '"', ' '), maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(
      fc.array(line),
      fc.integer({ min: 1, max: 9 }),
      fc.constantFrom('\n', '\r\n'),
      async (parts, size, end) => {
        const expected = parts.flatMap((part, at) => (part === '' ? [] : [[at + 1, part] as const]))
        return JSON.stringify(await linesOf(parts.join(end), size)) === JSON.stringify(expected)
      },
    ),
  )
})

t.test('a line beyond the limit is passed over without its bytes, the next one is read', async (t) => {
  t.strictSame(await linesOf(`ab\n${'x'.repeat(50)}\ncd\n`, 7, 10), [[1, 'ab'], [2], [3, 'cd']])
  t.strictSame(await linesOf('x'.repeat(50), 7, 10), [[1]])
  t.strictSame(await linesOf('', 7, 10), [])
})

t.test('a document beyond the limit is not read further', async (t) => {
  let read = 0
  async function* endless(): AsyncGenerator<Buffer> {
    for (;;) {
      read++
      yield Buffer.alloc(10)
    }
  }
  for await (const line of wholeText(endless(), 95)) t.strictSame(line, { number: 1, bytes: undefined })
  t.equal(read, 10)
  for await (const line of wholeText(chunksOf('{"a":1}\n', 3), 95)) t.equal(line.bytes?.toString(), '{"a":1}\n')
})
