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
  const bytes = files.map((file) => statSync(join(folder, file))).reduce((sum, stat) => sum + stat.size, 0)
  t.ok(bytes < 2_500_000, `${bytes} bytes`)
})
