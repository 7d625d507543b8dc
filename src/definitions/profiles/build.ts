import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { CanonicalType } from '../canonicals.js'
import { compiledFolder } from '../read-compiled.js'
import { writeFhirCache } from './fhir-cache.js'
import type { CompiledProfiles } from './load-profiles.js'
import { runSushi, sushiVersion } from './sushi.js'

export interface ProfilesBuild {
  /** FHIR Shorthand, with its `sushi-config.yaml`. */
  readonly source: URL
  readonly target: URL
  /** Where the FHIR cache and SUSHI's work are kept between builds. */
  readonly cache: URL
  /** The version of Anteroom. */
  readonly version: string
}

/**
 * Compiles the Shorthand of `profiles/` by SUSHI into `target`: one a line in a pack, and an index. Nothing is done where neither
 * the Shorthand nor a version has changed. Throws an Error with SUSHI's own words where it has an error or a warning; then nothing is written.
 */
export function buildProfiles(build: ProfilesBuild): 'written' | 'fresh' {
  const { source, target, cache, version } = build
  const stamp = new URL('stamp', target)
  const wanted = fingerprint(build)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return 'fresh'
  const home = new URL('home/', cache)
  writeFhirCache(home)
  const project = new URL('project/', cache)
  const output = new URL('output/', cache)
  for (const folder of [project, output]) rmSync(folder, { recursive: true, force: true })
  const shorthand = new URL('input/fsh/', project)
  cpSync(source, shorthand, { recursive: true })
  cpSync(new URL('sushi-config.yaml', source), new URL('sushi-config.yaml', project))
  const problems = runSushi({ home, project, output, version })
  if (problems.length > 0) {
    const text = problems.join('\n').replaceAll(fileURLToPath(shorthand), fileURLToPath(source))
    throw new Error(`The profiles were not compiled. SUSHI says:\n${text}`)
  }
  rmSync(target, { recursive: true, force: true })
  mkdirSync(target, { recursive: true })
  writeResources(new URL('fsh-generated/resources/', output), target, version)
  writeFileSync(stamp, wanted)
  return 'written'
}

/** What decides the result: the Shorthand, the versions of all who take part, R4's definitions, and this code. */
function fingerprint({ source, version }: ProfilesBuild): string {
  const hash = createHash('sha256').update(`${version} ${sushiVersion()}\n`)
  hash.update(readFileSync(new URL('stamp', compiledFolder)))
  for (const folder of [fileURLToPath(source), fileURLToPath(new URL('.', import.meta.url))]) {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    for (const name of names.filter((one) => /\.(fsh|yaml|js)$/.test(one)).sort()) {
      hash.update(name).update(readFileSync(join(folder, name)))
    }
  }
  return hash.digest('hex')
}

function writeResources(from: URL, target: URL, version: string): void {
  const resources = readdirSync(from)
    .sort()
    .map((name) => released(JSON.parse(readFileSync(new URL(name, from), 'utf8'))))
  const texts = resources.map((resource) => JSON.stringify(resource))
  let offset = 0
  const places = resources.map(({ resourceType: type, id, url, version: own }, at) => {
    const place = { type, id, url, ...(own !== undefined && { version: own }), offset, length: byteLength(texts[at]) }
    offset += place.length + 1
    return place
  })
  const pack = texts.map((text) => `${text}\n`).join('')
  const index: CompiledProfiles = {
    version,
    hash: createHash('sha256').update(version).update(pack).digest('hex'),
    resources: places,
  }
  writeFileSync(new URL('profiles.ndjson', target), pack)
  writeFileSync(new URL('index.json', target), JSON.stringify(index))
}

const byteLength = (text = ''): number => Buffer.byteLength(text)

interface Element {
  readonly mapping?: unknown
  readonly constraint?: readonly { readonly xpath?: string }[]
}

interface Compiled {
  readonly resourceType: CanonicalType
  readonly id: string
  readonly url: string
  readonly version?: string
  readonly content?: string
  readonly snapshot?: { readonly element: readonly Element[] }
}

/**
 * SUSHI gives each definition Anteroom's version; a fragment of somebody else's code system is of no version of theirs. From snapshots the mappings to
 * other standards and the XPath of invariants are left out, a quarter of the text: whoever wants them has R4's own definitions.
 */
function released({ snapshot, ...resource }: Compiled): Compiled {
  const whole =
    snapshot === undefined ? resource : { ...resource, snapshot: { ...snapshot, element: snapshot.element.map(slim) } }
  if (resource.content !== 'fragment') return whole
  const { version: _, ...rest } = whole
  return rest
}

function slim({ mapping: _, constraint, ...element }: Element): Element {
  return constraint === undefined
    ? element
    : { ...element, constraint: constraint.map(({ xpath: _, ...rest }) => rest) }
}
