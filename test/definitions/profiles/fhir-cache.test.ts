import { readdirSync, readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import t from 'tap'
import { loadCanonicals } from '../../../src/definitions/load-canonicals.js'
import { writeFhirCache } from '../../../src/definitions/profiles/fhir-cache.js'
import { freshFolder } from '../../harness/database.js'

t.test('the cache holds every resource of the definitions, and is made once', async (t) => {
  const home = pathToFileURL(`${await freshFolder(t)}/home/`)
  t.equal(writeFhirCache(home), 'written')
  t.equal(writeFhirCache(home), 'fresh')
  const folder = new URL('.fhir/packages/hl7.fhir.r4.core%234.0.1/package/', home)
  const index = JSON.parse(readFileSync(new URL('.index.json', folder), 'utf8'))
  t.equal(index.files.length, loadCanonicals().length)
  t.match(JSON.parse(readFileSync(new URL('package.json', folder), 'utf8')), {
    name: 'hl7.fhir.r4.core',
    version: '4.0.1',
  })
  const names = new Set(readdirSync(folder))
  t.strictSame(
    index.files.filter(({ filename }: { filename: string }) => !names.has(filename)),
    [],
  )
  const patient = JSON.parse(readFileSync(new URL('StructureDefinition-Patient.json', folder), 'utf8'))
  t.equal(patient.url, 'http://hl7.org/fhir/StructureDefinition/Patient')
})
