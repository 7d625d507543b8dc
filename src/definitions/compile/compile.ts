import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { CompactIndex } from '../compact.js'
import { createSystemsOf } from './bindings.js'
import { compileCanonicals } from './canonicals.js'
import { compileCompartments } from './compartments.js'
import { compileParameters } from './parameters.js'
import { createReadFile, readCanonicals, readSource, sourceVersion } from './source.js'
import { compileStructure } from './structures.js'

/**
 * Writes the compact definitions into the folder, unless they are already there, made by this very compiler from this very version of
 * the package. Answers what it did. The stamp is written last: an interrupted run is done again.
 */
export function compileDefinitions(folder: URL): 'written' | 'fresh' {
  const stamp = new URL('stamp', folder)
  const wanted = fingerprint()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return 'fresh'
  rmSync(folder, { recursive: true, force: true })
  for (const name of ['types/', 'parameters/', 'canonicals/']) mkdirSync(new URL(name, folder), { recursive: true })
  writeAll(folder)
  writeFileSync(stamp, wanted)
  return 'written'
}

/** The package's version and a hash of the compiler's own code, so that a change in either compiles again. */
function fingerprint(): string {
  const hash = createHash('sha256').update(sourceVersion())
  const here = new URL('.', import.meta.url)
  for (const file of readdirSync(here)
    .filter((name) => name.endsWith('.js'))
    .sort()) {
    hash.update(readFileSync(new URL(file, here)))
  }
  return hash.digest('hex')
}

function writeAll(folder: URL): void {
  const write = (path: string, content: unknown) => writeFileSync(new URL(path, folder), JSON.stringify(content))
  const readFile = createReadFile()
  const source = readSource(readFile)
  const compiled = source.structures.map((structure) => ({ structure, types: compileStructure(structure) }))
  for (const { structure, types } of compiled) write(`types/${structure.name}.json`, types)
  const resourceTypes = compiled
    .filter(({ structure }) => structure.kind === 'resource' && !structure.abstract)
    .map(({ structure }) => structure.name)
    .sort()
  const systemsOf = createSystemsOf(source.structures, source.valueSets)
  for (const type of resourceTypes)
    write(`parameters/${type}.json`, compileParameters(type, source.parameters, systemsOf))
  const index: CompactIndex = {
    resourceTypes,
    dataTypes: compiled.map(({ structure }) => structure.name).filter((name) => !resourceTypes.includes(name)),
    compartments: compileCompartments(source.compartments),
  }
  write('index.json', index)
  const canonicals = compileCanonicals(readCanonicals(readFile))
  for (const [type, pack] of canonicals.packs) writeFileSync(new URL(`canonicals/${type}.ndjson`, folder), pack)
  write('canonicals/index.json', canonicals.index)
}
