import t from 'tap'
import type { ImportTarget } from '../../../src/bulk-data/import/import.js'
import { type ChunkItem, createChunkWriter } from '../../../src/bulk-data/import/write-chunks.js'

const item = (id: string, origin: number, rest = ''): ChunkItem<number> => ({
  content: { type: 'Patient', id, metaRest: '', rest, resource: {} },
  origin,
})
const limits = { resources: 3, characters: 100, underWay: 2 }

/** A target whose calls wait until they are let go. */
function createWaitingTarget(): ImportTarget & { readonly calls: string[][]; release(): void } {
  const calls: string[][] = []
  const waiting: (() => void)[] = []
  return {
    calls,
    release: () => waiting.shift()?.(),
    writeMany: async (resources) => {
      calls.push(resources.map(({ id }) => id ?? ''))
      await new Promise<void>((resolve) => waiting.push(resolve))
      return resources.map(() => ({ outcome: 'created' }))
    },
  }
}

t.test('gathers by number and by length, and keeps a bounded number of calls under way', async (t) => {
  const target = createWaitingTarget()
  const done: number[] = []
  const writer = createChunkWriter<number>(
    target,
    limits,
    async (items) => void done.push(...items.map((each) => each.origin)),
  )
  for (let i = 0; i < 5; i++) await writer.add(item(`p${i}`, i))
  t.strictSame(target.calls, [['p0', 'p1', 'p2']])
  const blocked = writer.add(item('long', 5, 'x'.repeat(200)))
  t.strictSame(target.calls, [
    ['p0', 'p1', 'p2'],
    ['p3', 'p4', 'long'],
  ])
  target.release()
  await blocked
  t.strictSame(done, [0, 1, 2])
  const flushed = writer.flush()
  target.release()
  await flushed
  t.strictSame(done, [0, 1, 2, 3, 4, 5])
})

t.test('a second version of a resource waits for the first', async (t) => {
  const target = createWaitingTarget()
  const writer = createChunkWriter<number>(target, limits, async () => {})
  await writer.add(item('same', 0))
  const second = writer.add(item('same', 1))
  t.strictSame(target.calls, [['same']])
  target.release()
  await second
  const flushed = writer.flush()
  target.release()
  await flushed
  t.strictSame(target.calls, [['same'], ['same']])
})

t.test('what the target throws comes out of the next call, once for all', async (t) => {
  const target: ImportTarget = { writeMany: async () => Promise.reject(new Error('gone')) }
  const writer = createChunkWriter<number>(target, limits, async () => {})
  await writer.add(item('a', 0))
  await t.rejects(writer.flush(), { message: 'gone' })
  await t.rejects(writer.flush(), { message: 'gone' })
})
