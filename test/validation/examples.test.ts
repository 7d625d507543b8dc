import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import t from 'tap'
import { isLong, seededRandom } from '../harness/random.js'
import { projectRoot } from '../tidy/source.js'
import {
  check,
  definitions,
  examples,
  examplesAbsent,
  findings,
  type Resource,
  syntheaAbsent,
  syntheaFolder,
  wrongExamples,
} from './samples.js'

/** Patients of Synthea that are looked at unless TEST_LONG is set. */
const BUNDLES = 8

interface Bundle extends Resource {
  readonly entry: readonly { readonly resource: Resource }[]
}

t.test('every example of the specification has the structure of R4', { skip: examplesAbsent }, async (t) => {
  for (const { file, text } of examples()) {
    const found = findings(JSON.parse(text))
    if (wrongExamples.has(file)) t.not(found.length, 0, `${file}: ${wrongExamples.get(file)}`)
    else if (found.length > 0) t.same(found, [], file)
  }
  const items = findings(JSON.parse(examples().find(({ file }) => wrongExamples.has(file))?.text ?? '{}'))
  t.equal(items.length, 32)
  t.ok(
    items.every((finding) => /^required Questionnaire(\.item\[\d+\])+\.linkId$/.test(finding)),
    'and nothing else is wrong with the one that is wrong',
  )
})

t.test('every resource of Synthea has the structure of R4', { skip: syntheaAbsent }, async (t) => {
  const random = seededRandom(t)
  const files = readdirSync(syntheaFolder)
  const chosen = isLong ? files : Array.from({ length: BUNDLES }, () => random.pick(files))
  let count = 0
  for (const file of chosen) {
    const bundle: Bundle = JSON.parse(gunzipSync(readFileSync(join(syntheaFolder, file))).toString())
    for (const { resource } of bundle.entry) {
      count++
      const found = findings(resource)
      if (found.length > 0) t.same(found, [], `${file} ${resource.resourceType}/${resource.id}`)
    }
    t.same(findings(bundle), [], `${file} as one Bundle`)
  }
  t.ok(count > 400, `${count} resources`)
})

t.test('every resource of the seed has the structure of R4', async (t) => {
  const folder = join(projectRoot, 'seed')
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    t.same(findings(JSON.parse(readFileSync(join(folder, file), 'utf8'))), [], file)
  }
})

t.test('every type of R4 compiles, and misses what it requires', async (t) => {
  for (const type of definitions.resourceTypes) {
    const required = definitions.type(type)?.elements.filter(({ min }) => min > 0) ?? []
    t.same(
      check(type, { resourceType: type }).map(({ expression }) => expression?.[0]),
      required.map(({ name }) => `${type}.${name}`),
      type,
    )
  }
})
