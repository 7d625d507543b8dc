import { fileURLToPath } from 'node:url'
import { unrestricted } from '../access/access.js'
import { readSeed } from '../bulk-data/seed/read-seed.js'
import { writeSeeding } from '../database/practice.js'
import { parseJson } from '../fhir/json-parse.js'
import { parsePrefer } from '../fhir/prefer.js'
import { batchOrTransaction } from '../interactions/bundle/bundle.js'
import type { Engine } from '../server.js'
import { withEngine } from './with-engine.js'

const folder = fileURLToPath(new URL('../../../seed', import.meta.url))

/** Loads the clinic of `seed/`, moved to this week: transactions of PUTs, so that it can be done twice. Answers how many Bundles there were. */
export async function loadSeed(engine: Engine): Promise<number> {
  const context = engine.contextFor(unrestricted)
  const bundles = await readSeed(folder, engine.surroundings.now())
  for (const { text } of bundles) {
    const body = parseJson(text, context.limits.json)
    await batchOrTransaction(context, {
      interaction: 'bundle',
      method: 'POST',
      parameters: [],
      body,
      prefer: parsePrefer('return=minimal'),
    })
  }
  return bundles.length
}

/** Loads the clinic into a new database unless `SEED=off`; what a killed start left half loaded is loaded again. */
export async function seedOnce(engine: Engine): Promise<void> {
  const { config, database, practice, isNew } = engine
  const isDue = practice.seeding === 'begun' || (practice.seeding === undefined && isNew)
  if (config.seed === 'off' || !isDue) return
  await writeSeeding(database, practice.practice, 'begun')
  await loadSeed(engine)
  await writeSeeding(database, practice.practice, 'done')
}

/** `anteroom seed` */
export async function seed(): Promise<void> {
  const count = await withEngine(loadSeed, 'load')
  console.log(`The clinic is loaded (${count} Bundles).`)
}
