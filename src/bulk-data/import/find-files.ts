import { readdir, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'

/** A file to import. */
export interface ImportFile {
  /** Absolute, so that progress is remembered wherever the command is called. */
  readonly path: string
  readonly size: number
  readonly modifiedMs: number
  /** `lines`: one resource a line (NDJSON). `document`: one Bundle or resource. */
  readonly form: 'lines' | 'document'
}

/** The files to import, and those in the folders that are neither JSON nor NDJSON. */
export interface FoundFiles {
  readonly files: readonly ImportFile[]
  readonly ignored: readonly string[]
}

/**
 * Finds what to import below the paths: `.json`, `.ndjson` and `.jsonl`, also with `.gz`. Folders are searched in depth, each sorted by name, so
 * that `00-practitioners.json` comes before what refers to it; bulk files of types that others find by criteria come first. Throws an `Error` that
 * names a path which is not there or has another ending.
 */
export async function findFiles(paths: readonly string[]): Promise<FoundFiles> {
  const found = await Promise.all(paths.map((path) => findAt(resolve(path))))
  const files = found.flatMap((each) => each.files)
  const distinct = [...new Map(files.map((file) => [file.path, file])).values()]
  return { files: distinct, ignored: found.flatMap((each) => each.ignored) }
}

/** Bulk files are named by their type; conditional references (`Practitioner?identifier=…`) lead to these, in this order. */
const referredTo = ['Organization', 'Location', 'Practitioner', 'PractitionerRole', 'Patient']

function rankOf(name: string): number {
  const rank = referredTo.indexOf(name.split('.', 1)[0] ?? '')
  return rank < 0 ? referredTo.length : rank
}

async function findAt(path: string): Promise<FoundFiles> {
  const status = await stat(path).catch(() => undefined)
  if (status === undefined) throw new Error(`There is no file or folder \`${path}\`.`)
  if (status.isDirectory()) return findBelow(path)
  const form = formOf(path)
  if (form === undefined) {
    throw new Error(`\`${path}\` cannot be imported: its name has to end in .json, .ndjson or .jsonl, also with .gz.`)
  }
  return { files: [{ path, size: status.size, modifiedMs: Math.trunc(status.mtimeMs), form }], ignored: [] }
}

async function findBelow(folder: string): Promise<FoundFiles> {
  const names = (await readdir(folder, { withFileTypes: true })).sort(
    (a, b) => rankOf(a.name) - rankOf(b.name) || (a.name < b.name ? -1 : 1),
  )
  const files: ImportFile[] = []
  const ignored: string[] = []
  for (const entry of names) {
    const path = join(folder, entry.name)
    if (entry.isFile() && formOf(path) === undefined) {
      ignored.push(path)
      continue
    }
    const found = await findAt(path)
    files.push(...found.files)
    ignored.push(...found.ignored)
  }
  return { files, ignored }
}

function formOf(path: string): ImportFile['form'] | undefined {
  const extension = /\.(json|ndjson|jsonl)(\.gz)?$/i.exec(path)?.[1]?.toLowerCase()
  if (extension === undefined) return undefined
  return extension === 'json' ? 'document' : 'lines'
}
