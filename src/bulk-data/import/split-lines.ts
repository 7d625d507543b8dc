/** One line of a file: its number, counted from 1, and its bytes; undefined where it is longer than the limit. */
export interface Line {
  readonly number: number
  readonly bytes: Buffer | undefined
}

const lineFeed = 0x0a
const carriageReturn = 0x0d

/**
 * Cuts bytes into lines (LF or CRLF), keeping at most one line in memory. A line of more than `bytesMax` bytes is passed over and reported
 * without its bytes. Empty lines count, and are left out.
 */
export async function* splitLines(chunks: AsyncIterable<Buffer>, bytesMax: number): AsyncGenerator<Line> {
  let pieces: Buffer[] = []
  let length = 0
  let number = 1
  const take = (piece: Buffer): void => {
    length += piece.length
    // Beyond the limit only the length is kept, so that memory stays bounded.
    if (length > bytesMax) pieces = []
    else pieces.push(piece)
  }
  const line = (): Line | undefined => {
    const bytes = length > bytesMax ? undefined : withoutReturn(pieces.length === 1 ? pieces[0] : Buffer.concat(pieces))
    const taken = bytes?.length === 0 ? undefined : { number, bytes }
    pieces = []
    length = 0
    number++
    return taken
  }
  for await (const chunk of chunks) {
    let start = 0
    for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, start)) {
      take(chunk.subarray(start, end))
      start = end + 1
      const taken = line()
      if (taken !== undefined) yield taken
    }
    if (start < chunk.length) take(chunk.subarray(start))
  }
  const last = length === 0 ? undefined : line()
  if (last !== undefined) yield last
}

function withoutReturn(bytes: Buffer | undefined): Buffer {
  if (bytes === undefined) return Buffer.alloc(0)
  return bytes.at(-1) === carriageReturn ? bytes.subarray(0, -1) : bytes
}

/** The whole of a file that is one document, as its only line; without its bytes where it is longer than `bytesMax`. */
export async function* wholeText(chunks: AsyncIterable<Buffer>, bytesMax: number): AsyncGenerator<Line> {
  const pieces: Buffer[] = []
  let length = 0
  for await (const chunk of chunks) {
    length += chunk.length
    if (length > bytesMax) {
      yield { number: 1, bytes: undefined }
      return
    }
    pieces.push(chunk)
  }
  yield { number: 1, bytes: Buffer.concat(pieces) }
}
