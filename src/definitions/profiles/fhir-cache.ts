import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { loadCanonicals } from '../load-canonicals.js'
import { compiledFolder } from '../read-compiled.js'

const packagePath = '.fhir/packages/hl7.fhir.r4.core%234.0.1/package/'

const manifest = {
  name: 'hl7.fhir.r4.core',
  version: '4.0.1',
  type: 'Core',
  canonical: 'http://hl7.org/fhir',
  fhirVersions: ['4.0.1'],
}

/**
 * Writes R4's conformance resources into `folder` as the FHIR package cache of a home folder, so that SUSHI needs no network: one file for each
 * resource, as the compiled definitions have them. Nothing is done where it was made of the same definitions. Throws where those are not compiled.
 * https://confluence.hl7.org/display/FHIR/FHIR+Package+Cache
 */
export function writeFhirCache(folder: URL, definitions: URL = compiledFolder): 'written' | 'fresh' {
  const stamp = new URL('stamp', folder)
  const wanted = readFileSync(new URL('stamp', definitions), 'utf8')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return 'fresh'
  rmSync(folder, { recursive: true, force: true })
  const target = new URL(packagePath, folder)
  mkdirSync(target, { recursive: true })
  const files = loadCanonicals(definitions).map((entry) => {
    const resource = entry.load()
    const { resourceType, id } = resource
    const filename = `${resourceType}-${id}.json`
    writeFileSync(new URL(filename, target), JSON.stringify(resource))
    const { url, version } = entry
    return { filename, resourceType, id, url, version }
  })
  writeFileSync(new URL('.index.json', target), JSON.stringify({ 'index-version': 1, files }))
  writeFileSync(new URL('package.json', target), JSON.stringify(manifest))
  writeFileSync(stamp, wanted)
  return 'written'
}
