import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'

/** Bytes of a file as they come, unpacked where the name ends in `.gz`; tells how many bytes of the file itself were read. */
export interface FileBytes {
  readonly chunks: AsyncIterable<Buffer>
  bytesRead(): number
}

/** Opens a file for one pass. Errors (no such file, broken gzip) come out of the iteration; leaving it early closes the file. */
export function readBytes(path: string): FileBytes {
  const file = createReadStream(path, { highWaterMark: 1 << 18 })
  return { chunks: unpacked(file, path), bytesRead: () => file.bytesRead }
}

async function* unpacked(file: Readable, path: string): AsyncGenerator<Buffer> {
  if (!path.toLowerCase().endsWith('.gz')) {
    yield* file
    return
  }
  const gunzip = createGunzip({ chunkSize: 1 << 18 })
  // A stream in a pipe doesn't hear of the other's errors by itself.
  file.once('error', (error) => gunzip.destroy(error))
  try {
    yield* file.pipe(gunzip)
  } finally {
    file.destroy()
    gunzip.destroy()
  }
}
