import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import t from 'tap'
import { buildValidators } from '../../../src/validation/compile/build-validators.js'
import { readIndex } from '../../../src/validation/structures/built-validators.js'

const folder = pathToFileURL(`${t.testdir({})}/validators/`)
const first = buildValidators(folder)

t.test('writes a file for each type, profile and extension of R4, well within a minute', async (t) => {
  const index = readIndex(folder)
  const files = index?.files ?? {}
  t.equal(first.kept, 0)
  t.equal(first.written, Object.keys(files).length)
  t.ok(first.written > 600)
  t.equal(index?.origin, 'hl7.fhir.r4.core#4.0.1')
  for (const name of ['Patient', 'HumanName', 'bp', 'patient-birthPlace']) {
    t.ok(files[`http://hl7.org/fhir/StructureDefinition/${name}|4.0.1`], name)
  }
})

t.test('does nothing where nothing changed', async (t) => {
  const startedMs = performance.now()
  t.strictSame(buildValidators(folder), { written: 0, kept: first.written })
  t.ok(performance.now() - startedMs < 5_000)
})

t.test('writes anew only what is missing, and removes what nobody wants', async (t) => {
  const index = readIndex(folder)
  const patient = index?.files['http://hl7.org/fhir/StructureDefinition/Patient|4.0.1'] ?? ''
  rmSync(new URL(patient, folder))
  writeFileSync(new URL('Old.0123456789ab.cjs', folder), '')
  writeFileSync(new URL('index.json', folder), JSON.stringify({ ...index, stamp: 'other' }))
  t.strictSame(buildValidators(folder), { written: 1, kept: first.written - 1 })
  t.notOk(readdirSync(folder).includes('Old.0123456789ab.cjs'))
  t.match(readFileSync(new URL(patient, folder), 'utf8'), /^module\.exports = \(rules\) =>/)
})
