import { writeFingerprint } from '../database/practice.js'
import { indexFingerprint } from '../search/fingerprint.js'
import { reindex as rebuild } from '../store/reindex.js'
import { withEngine } from './with-engine.js'

/** `anteroom reindex`: derives every index row anew from the stored resources, with the settings of now. */
export async function reindex(): Promise<void> {
  await withEngine(async ({ database, practice, indexer, definitions, config }) => {
    let current = ''
    const total = await rebuild({
      database,
      practice: practice.practice,
      indexer,
      resourceTypes: definitions.resourceTypes,
      onProgress: (type, done) => {
        if (current !== type && current !== '') process.stderr.write('\n')
        current = type
        process.stderr.write(`\r${type}: ${done}`)
      },
    })
    if (current !== '') process.stderr.write('\n')
    const { baseUrl, baseUrlAliases: aliases, timeZone } = config
    await writeFingerprint(database, practice.practice, indexFingerprint({ baseUrl, aliases, timeZone }))
    console.log(`The index of ${total} resources is rebuilt.`)
  }, 'reindex')
}
