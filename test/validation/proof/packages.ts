import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { list } from 'tar'
import { projectRoot } from '../../tidy/source.js'
import type { Resource } from '../samples.js'
import { type Layer, layerOf } from './validator.js'

const folder = join(projectRoot, '../shared/data/us-core')
export const usCoreAbsent = existsSync(folder) ? false : `${folder} is absent`

const files = { '3.1.1': 'us_core_311.tgz', '6.1.0': 'us_core_610.tgz', '7.0.0': 'us_core_700.tgz' } as const
export type UsCoreVersion = keyof typeof files
export const usCoreVersions = Object.keys(files) as readonly UsCoreVersion[]

export interface UsCore {
  readonly layer: Layer
  /** The examples that the package brings. */
  readonly examples: readonly Resource[]
}

/** Reads a version of US Core: its definitions, and its examples. */
export function readUsCore(version: UsCoreVersion): UsCore {
  const definitions: Resource[] = []
  const examples: Resource[] = []
  list({
    file: join(folder, files[version]),
    sync: true,
    filter: (path) => /^package\/(example\/)?[A-Z][^/]*\.json$/.test(path),
    onReadEntry: (entry) => {
      const chunks: Buffer[] = []
      const into = entry.path.startsWith('package/example/') ? examples : definitions
      entry.on('data', (chunk) => chunks.push(chunk))
      entry.on('end', () => into.push(JSON.parse(Buffer.concat(chunks).toString('utf8'))))
    },
  })
  return { layer: layerOf(definitions, `hl7.fhir.us.core#${version}`), examples }
}
