import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import type { TextFile } from './bytes.js'
import { fileError } from './code-system-file.js'

/** A row of a table by the names of its columns; those that the table hasn't got are absent. */
export type CsvRow = Readonly<Partial<Record<string, string>>>

/** What is read of a table. */
export interface CsvColumns {
  /** Without one of these it is another table. */
  readonly required: readonly string[]
  readonly optional: readonly string[]
}

/**
 * The rows of a table with a line of names, one by one. Throws an Error with the line for a broken row, and one that names the columns that the table
 * should have.
 */
export async function* csvRows(file: TextFile, { required, optional }: CsvColumns): AsyncGenerator<CsvRow> {
  const wanted = new Set([...required, ...optional])
  const parser = parse({
    bom: true,
    columns: (names: readonly string[]) => {
      const missing = required.filter((name) => !names.includes(name))
      if (missing.length > 0) {
        throw fileError(file.path, 1, `the table has no column ${missing.map((name) => `\`${name}\``).join(', ')}.`)
      }
      return names.map((name) => (wanted.has(name) ? name : false))
    },
  })
  const source = Readable.from(file.pieces())
  source.once('error', (error) => parser.destroy(error))
  try {
    yield* source.pipe(parser)
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw fileError(file.path, Number(error.lines ?? 0) || undefined, `${error.message}.`)
  } finally {
    source.destroy()
    parser.destroy()
  }
}
