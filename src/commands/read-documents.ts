import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { readBytes } from '../bulk-data/import/read-bytes.js'
import { splitLines, wholeText } from '../bulk-data/import/split-lines.js'
import type { Definitions } from '../definitions/definitions.js'
import { decodeUtf8, parseJson } from '../fhir/json-parse.js'
import type { JsonLimits } from '../fhir/json-scan.js'
import { FhirError, type Issue, issue } from '../fhir/outcome.js'
import { type ResourceText, resourceText } from '../fhir/resource-text.js'
import { xmlToJson } from '../rest/xml/xml-to-json.js'

/** A document or line is read whole: this is the most that one may have, unpacked. */
const BYTES_MAX = 100 * 1024 * 1024

/** One resource of a file, or why it could not be read. */
export interface ReadDocument {
  /** The path, with the number of the line where each is a resource of its own. */
  readonly name: string
  readonly content: ResourceText | readonly Issue[]
}

/** What reading stands on. */
export interface DocumentReader {
  readonly definitions: Definitions
  readonly limits: JsonLimits
}

const unreadable = (diagnostics: string): readonly Issue[] => [
  { ...issue('structure', diagnostics), severity: 'fatal' },
]

const endingOf = (path: string): string | undefined =>
  /\.(json|xml|ndjson|jsonl)(\.gz)?$/i.exec(path)?.[1]?.toLowerCase()

function contentOf({ definitions, limits }: DocumentReader, bytes: Buffer | undefined, ending: string) {
  if (bytes === undefined) return unreadable(`It is longer than ${BYTES_MAX} bytes.`)
  try {
    const text = decodeUtf8(bytes)
    return resourceText(parseJson(ending === 'xml' ? xmlToJson(text, definitions, limits) : text, limits))
  } catch (error) {
    if (error instanceof FhirError) return error.issues
    throw error
  }
}

async function* documentsOf(reader: DocumentReader, path: string, ending: string): AsyncGenerator<ReadDocument> {
  const { chunks } = readBytes(path)
  if (ending === 'json' || ending === 'xml') {
    for await (const { bytes } of wholeText(chunks, BYTES_MAX))
      yield { name: path, content: contentOf(reader, bytes, ending) }
    return
  }
  for await (const { number, bytes } of splitLines(chunks, BYTES_MAX)) {
    yield { name: `${path}:${number}`, content: contentOf(reader, bytes, ending) }
  }
}

/** The files of a folder in depth, those of FHIR's endings; a file itself. */
async function filesAt(path: string): Promise<readonly string[]> {
  if (!(await stat(path)).isDirectory()) return [path]
  const names = (await readdir(path, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1))
  const below = await Promise.all(
    names.map((entry) => {
      const inner = join(path, entry.name)
      if (entry.isDirectory()) return filesAt(inner)
      return entry.isFile() && endingOf(inner) !== undefined ? [inner] : []
    }),
  )
  return below.flat()
}

/** What Node says of a file that it cannot read. */
const reasonOf = (error: unknown): string => {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'there is no such file or folder'
  return error instanceof Error ? error.message : String(error)
}

/**
 * Reads resources from files and folders, one after the other: `.json` and `.xml` hold one, `.ndjson` and `.jsonl` one a line, all of them also with `.gz`. A file that
 * cannot be read is a document that says why; nothing is thrown.
 */
export async function* readDocuments(reader: DocumentReader, paths: readonly string[]): AsyncGenerator<ReadDocument> {
  for (const path of paths) {
    try {
      for (const file of await filesAt(path)) {
        const ending = endingOf(file)
        if (ending !== undefined) yield* documentsOf(reader, file, ending)
        else
          yield {
            name: file,
            content: unreadable('Its name has to end in .json, .xml, .ndjson or .jsonl, also with .gz.'),
          }
      }
    } catch (error) {
      yield { name: path, content: unreadable(`It cannot be read: ${reasonOf(error)}.`) }
    }
  }
}
