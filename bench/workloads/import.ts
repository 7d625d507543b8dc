import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { atLeast, type Figure, inTurns } from '../figure.js'
import { insertPlainly, readWrittenRows } from '../plain-insert.js'
import { projectFolder, runCommand } from '../processes.js'
import type { PostgresSetting, Setting, Workload } from '../workload.js'

const bundles = join(projectFolder, '../shared/data/synthea/bundles')

/** The first files hold the organizations and practitioners that the patients' Bundles refer to. */
async function pathsOf({ effort }: Setting): Promise<readonly string[]> {
  const names = (await readdir(bundles)).filter((name) => name.endsWith('.json.gz')).sort()
  return names.slice(0, effort.kind === 'smoke' ? 8 : names.length).map((name) => join(bundles, name))
}

async function importInto(url: string, paths: readonly string[], folder: string): Promise<number> {
  const startedMs = performance.now()
  await runCommand(['import', ...paths, '--rejects', join(folder, 'rejects.ndjson')], {
    DATABASE_URL: url,
    SEED: 'off',
    REFERENTIAL_INTEGRITY: 'off',
  })
  return (performance.now() - startedMs) / 1000
}

/** One round, in fresh databases: an import runs once. */
async function round(
  setting: PostgresSetting,
  paths: readonly string[],
): Promise<{ readonly figure: number; readonly limit: number }> {
  const database = await setting.databases.create('import')
  const plain = await setting.databases.create('import_plain')
  try {
    const seconds = await importInto(database.url, paths, setting.folder)
    const written = await readWrittenRows(database.url, '0')
    return { figure: written.resources / seconds, limit: await insertPlainly(plain.url, written) }
  } finally {
    await database.drop()
    await plain.drop()
  }
}

/** `anteroom import` of Synthea's Bundles, its start included, beside the multi-row insert of the same rows. */
export const importBundles: Workload = {
  name: 'import',
  needs: 'PostgreSQL',
  efforts: ['full', 'smoke'],
  run: async (setting): Promise<readonly Figure[]> => {
    if (!existsSync(bundles)) {
      setting.say(`import is skipped: ${bundles} is not there.`)
      return []
    }
    const paths = await pathsOf(setting)
    setting.say(`import: ${paths.length} Bundles, then the plain insert of the same rows`)
    const rounds = setting.effort.kind === 'smoke' ? 1 : 3
    let last = Number.NaN
    const measured = await inTurns(
      rounds,
      async () => {
        const { figure, limit } = await round(setting, paths)
        last = limit
        return figure
      },
      async () => last,
    )
    return [atLeast('import', 'resources/s', 0.3, measured)]
  },
}
