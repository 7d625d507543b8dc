import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'

/** A file that is read as text, piece by piece. */
export interface TextFile {
  readonly path: string
  /** As it lies on the disk. */
  readonly size: number
  /** Bytes of the disk that were read, over all passes. */
  bytesRead(): number
  /** One pass over the text. Errors (no such file, broken gzip) come out of the iteration; leaving it early closes the file. */
  pieces(): AsyncGenerator<string>
}

/** Opens a file: unpacked where its name ends in `.gz`, UTF-16 where it begins with that mark, else UTF-8. Throws an Error where there is none. */
export async function openText(path: string): Promise<TextFile> {
  const status = await stat(path).catch(() => undefined)
  if (status === undefined) throw new Error(`There is no file \`${path}\`.`)
  if (!status.isFile()) throw new Error(`\`${path}\` is no file.`)
  const encoding = await encodingOf(path)
  let before = 0
  let file: { readonly bytesRead: number } | undefined
  return {
    path,
    size: status.size,
    bytesRead: () => before + (file?.bytesRead ?? 0),
    pieces: async function* () {
      before += file?.bytesRead ?? 0
      const stream = createReadStream(path, { highWaterMark: 1 << 18 })
      file = stream
      const decoder = new TextDecoder(encoding)
      for await (const chunk of unpacked(stream, path)) yield decoder.decode(chunk, { stream: true })
      yield decoder.decode()
    },
  }
}

/** CDC publishes tables in UTF-16 at times. */
async function encodingOf(path: string): Promise<'utf-16le' | 'utf-8'> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0)
    return bytesRead === 2 && buffer[0] === 0xff && buffer[1] === 0xfe ? 'utf-16le' : 'utf-8'
  } finally {
    await file.close()
  }
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
  } catch (error) {
    const isPacking = (error as NodeJS.ErrnoException).code?.startsWith('Z_') === true
    throw isPacking ? new Error(`${path} cannot be unpacked: ${(error as Error).message}.`) : error
  } finally {
    file.destroy()
    gunzip.destroy()
  }
}

/** A line of a text, counted from 1. */
export interface TextLine {
  readonly number: number
  readonly text: string
}

/** A longer line is in none of the files that are read here. */
const LINE_LENGTH_MAX = 1_000_000

/** Cuts a text into lines (LF or CRLF); empty ones count, and are left out. Throws an Error for one that is too long. */
export async function* linesOf(file: TextFile): AsyncGenerator<TextLine> {
  let rest = ''
  let number = 0
  for await (const piece of file.pieces()) {
    const lines = (rest + piece).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      number += 1
      const text = line.replace(/\r$/, '')
      if (text !== '') yield { number, text }
    }
    if (rest.length > LINE_LENGTH_MAX) throw new Error(`${file.path}, line ${number + 1}: the line is too long.`)
  }
  if (rest !== '') yield { number: number + 1, text: rest.replace(/\r$/, '') }
}
