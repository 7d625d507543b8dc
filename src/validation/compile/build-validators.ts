import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createCanonicals } from '../../definitions/create-canonicals.js'
import { loadCanonicals } from '../../definitions/load-canonicals.js'
import type { ElementTree } from '../schema/element-tree.js'
import { structureSchema } from '../schema/structure-schema.js'
import { createTreeLibrary } from '../schema/tree-library.js'
import { readIndex, type ValidatorsIndex } from '../structures/built-validators.js'
import { createCodeWriter } from './standalone.js'

/** Folders of the compiled program whose change makes all generated code stale. */
const compilerFolders = ['schema', 'keywords', 'compile', 'slicing']

/** How many files were written, and how many were right already. */
export interface BuiltCounts {
  readonly written: number
  readonly kept: number
}

/**
 * Writes the code of R4's own types, profiles and extensions into a folder. A file whose definition and compiler are unchanged is kept; where nothing
 * changed at all, nothing is even read.
 */
export function buildValidators(folder: URL, definitions?: URL): BuiltCounts {
  const entries = loadCanonicals(definitions)
  const stamp = stampOf(definitions ?? new URL('../../../definitions/', import.meta.url))
  const before = readIndex(folder)
  if (before?.stamp === stamp) return { written: 0, kept: Object.keys(before.files).length }
  mkdirSync(folder, { recursive: true })
  const canonicals = createCanonicals([entries])
  const library = createTreeLibrary((canonical) => canonicals.find('StructureDefinition', canonical))
  const write = createCodeWriter()
  const compiler = compilerHash()
  const present = new Set(readdirSync(folder))
  const files: Record<string, string> = {}
  let written = 0
  for (const { url, version } of canonicals.list('StructureDefinition')) {
    const canonical = `${url}|${version}`
    const tree = library.ofProfile(canonical)
    if (tree === undefined || isModel(tree)) continue
    const schema = structureSchema(tree, library)
    const hash = createHash('sha256').update(compiler).update(JSON.stringify(schema)).digest('hex').slice(0, 12)
    const file = `${(url.split('/').at(-1) ?? '').replace(/[^\w-]/g, '_')}.${hash}.cjs`
    files[canonical] = file
    if (present.has(file)) continue
    writeFileSync(new URL(file, folder), write(schema))
    written += 1
  }
  finish(folder, { stamp, origin: entries[0]?.origin ?? '', files }, present)
  return { written, kept: Object.keys(files).length - written }
}

const isModel = ({ structure }: ElementTree): boolean =>
  structure.kind === 'logical' || structure.kind === 'primitive-type'

function finish(folder: URL, index: ValidatorsIndex, present: ReadonlySet<string>): void {
  const wanted = new Set(Object.values(index.files))
  for (const file of present) if (file.endsWith('.cjs') && !wanted.has(file)) rmSync(new URL(file, folder))
  writeFileSync(new URL('index.json', folder), JSON.stringify(index))
}

/** What the generated code depends on: the compiled definitions and the compiler itself. */
function stampOf(definitions: URL): string {
  const hash = createHash('sha256').update(compilerHash())
  const pack = new URL('canonicals/StructureDefinition.ndjson', definitions)
  return hash.update(readFileSync(pack)).digest('hex')
}

function compilerHash(): string {
  const hash = createHash('sha256')
  const root = new URL('../', import.meta.url)
  for (const name of compilerFolders) {
    const folder = new URL(`${name}/`, root)
    const files = readdirSync(folder).filter((file) => file.endsWith('.js'))
    for (const file of files.sort()) hash.update(readFileSync(new URL(file, folder)))
  }
  hash.update(readFileSync(new URL('rules/native-invariants.js', root)))
  const ajv = readFileSync(new URL('../../../../node_modules/ajv/package.json', import.meta.url))
  return hash.update(ajv).digest('hex')
}
