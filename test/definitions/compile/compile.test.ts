import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import t from 'tap'
import { compileDefinitions } from '../../../src/definitions/compile/compile.js'
import { loadDefinitions } from '../../../src/definitions/load.js'

t.test('the definitions are written once, and again where something is missing', async (t) => {
  const folder = pathToFileURL(`${t.testdir()}/`)
  t.equal(compileDefinitions(folder), 'written')
  const definitions = loadDefinitions(folder)
  t.equal(definitions.resourceTypes.length, 146)
  t.ok(definitions.type('Patient'))
  t.equal(compileDefinitions(folder), 'fresh')
  rmSync(new URL('stamp', folder))
  t.equal(compileDefinitions(folder), 'written', 'an interrupted run has no stamp')
})

t.test('what is written is compact', async (t) => {
  const folder = t.testdir()
  compileDefinitions(pathToFileURL(`${folder}/`))
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const sum = (paths: readonly string[]) => paths.reduce((bytes, path) => bytes + statSync(join(folder, path)).size, 0)
  const [canonicals, others] = [true, false].map((is) =>
    sum(files.filter((path) => path.startsWith('canonicals') === is)),
  )
  t.ok((others ?? 0) < 2_500_000, `${others} bytes`)
  t.ok((canonicals ?? 0) < 30_000_000, `${canonicals} bytes of canonicals`)
})
