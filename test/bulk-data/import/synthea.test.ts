import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { importFiles } from '../../../src/bulk-data/import/run.js'
import { projectRoot } from '../../tidy/source.js'
import { createMemoryTarget, optionsFor } from './memory-target.js'

const folder = join(projectRoot, '../shared/data/synthea')
const skip = existsSync(folder) ? false : `the Synthea patients are not at ${folder}`

t.test('Synthea bundles go in whole, their urn:uuid and conditional references resolved', { skip }, async (t) => {
  const names = readdirSync(join(folder, 'bundles')).sort().slice(0, 5)
  const target = createMemoryTarget()
  const options = optionsFor(
    target,
    names.map((name) => join(folder, 'bundles', name)),
  )
  const summary = await importFiles(options)
  t.strictSame(options.rejected, [])
  t.equal(summary.filesRead, 5)
  t.ok(target.stored.size > 700, `${target.stored.size} resources are stored`)
  for (const [key, { type, rest }] of target.stored) {
    if (!/"reference":"(urn:|[A-Z][A-Za-z]+\?)/.test(rest)) continue
    t.fail(`${key} has an unresolved reference`, { type })
  }
})

t.test('Synthea bulk files go in whole, one resource a line', { skip }, async (t) => {
  const target = createMemoryTarget()
  // Their conditional references point to other files of the folder.
  const options = optionsFor(
    target,
    ['Organization', 'Practitioner', 'Patient', 'Condition'].map((type) => join(folder, 'bulk', `${type}.000.ndjson`)),
  )
  const summary = await importFiles(options)
  t.strictSame(
    options.rejected.map(({ reason }) => reason),
    [],
  )
  t.match(summary.types.get('Condition'), { created: 555 })
  t.match(summary.types.get('Patient'), { created: 13 })
})
