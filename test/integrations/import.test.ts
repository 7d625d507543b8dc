// `anteroom import` with Synthea's NDJSON, killed in the middle and begun again.
import { watch } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { durableDatabase, freshFolder } from '../harness/database.js'
import { exactMeta, exactParse, exactRest } from '../harness/exact.js'
import { launch, runCommand, startProcess } from '../harness/process.js'
import { isLong, timeoutMs } from '../harness/random.js'
import type { Json } from '../harness/server.js'
import { createConditionResolver } from './condition-resolver.js'
import { bulkFolder, bulkNames, readBulk, syntheaAbsent } from './synthea-files.js'

t.setTimeout(timeoutMs)

const lines = syntheaAbsent === false ? bulkNames().flatMap(readBulk) : []
const get = async (address: string): Promise<Json> => (await fetch(address)).json()

function countByType(): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const line of lines) {
    const { resourceType } = JSON.parse(line)
    counts.set(resourceType, (counts.get(resourceType) ?? 0) + 1)
  }
  return counts
}

t.test(
  'import continues where it was killed, and ends with everything',
  { skip: syntheaAbsent, timeout: timeoutMs },
  async (t) => {
    const environment = { ...(await durableDatabase(t)), SEED: 'off', REFERENTIAL_INTEGRITY: 'full' }
    const folder = await freshFolder(t)
    const commandLine = ['import', bulkFolder, '--rejects', join(folder, 'rejects.ndjson')]
    const { child, ending } = launch(t, commandLine, environment)
    // It notes how far it is in this folder, for the first time after some thousand resources.
    const watcher = watch(folder, () => child.kill('SIGKILL'))
    t.same(await ending, { code: null, signal: 'SIGKILL' }, 'killed when it noted its progress')
    watcher.close()

    const second = await runCommand(t, commandLine, environment)
    t.equal(second.code, 0, second.stderr)
    const [, , ...flags] = commandLine
    const conditions = join(bulkFolder, 'Condition.000.ndjson')
    const repeated = await runCommand(t, ['import', conditions, ...flags, '--restart'], environment)
    t.equal(repeated.code, 0, repeated.stderr)
    t.match(repeated.stdout, /^total +0 +0 +555 +0$/m, 'once more changes nothing')

    const server = await startProcess(t, environment)
    for (const [type, count] of countByType()) {
      t.equal((await get(`${server.baseUrl}/${type}?_summary=count`)).total, count, `${count} of ${type}`)
    }
    const resolver = createConditionResolver((query) => get(`${server.baseUrl}/${query}`))
    const different: string[] = []
    for (const line of lines.filter((_, at) => isLong || at % 20 === 0)) {
      const sent = exactParse(line)
      const path = `${sent.resourceType}/${sent.id}`
      const stored = exactParse(await (await fetch(`${server.baseUrl}/${path}`)).text())
      if (exactRest(stored) !== exactRest(await resolver.resolve(sent))) different.push(path)
      if (exactMeta(stored) !== exactMeta(sent)) different.push(`${path}.meta`)
    }
    t.same(different, [], 'what is stored is what was imported')
    t.ok(resolver.count() > 0, `${resolver.count()} conditional references were resolved`)
    t.same(await server.end('SIGTERM'), { code: 0, signal: null })
  },
)
