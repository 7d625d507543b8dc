import { closeSync, openSync, readFileSync, readSync } from 'node:fs'

/** Where the build writes: from `dist/src/definitions/` to `dist/definitions/`. */
export const compiledFolder = new URL('../../definitions/', import.meta.url)

/** Reads and parses a file that the build wrote. Throws, with the way to mend it, where the build has not run. */
export function readCompiled<T>(file: URL): T {
  return whole(file, () => JSON.parse(readFileSync(file, 'utf8')))
}

/** Reads one text out of a pack, by its place in bytes. Throws as `readCompiled`. */
export function readCompiledPart(file: URL, offset: number, length: number): string {
  return whole(file, () => {
    const opened = openSync(file, 'r')
    try {
      const bytes = Buffer.allocUnsafe(length)
      if (readSync(opened, bytes, 0, length, offset) < length) throw new Error('The file is too short.')
      return bytes.toString('utf8')
    } finally {
      closeSync(opened)
    }
  })
}

function whole<T>(file: URL, read: () => T): T {
  try {
    return read()
  } catch (cause) {
    throw new Error(`The compiled definition \`${file.pathname}\` cannot be read; \`npm run build\` writes it.`, {
      cause,
    })
  }
}
