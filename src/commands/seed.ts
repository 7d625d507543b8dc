import { fileURLToPath } from 'node:url'
import { unrestricted } from '../access/access.js'
import { readSeed } from '../bulk-data/seed/read-seed.js'
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

/** `anteroom seed` */
export async function seed(): Promise<void> {
  const count = await withEngine(loadSeed)
  console.log(`The clinic is loaded (${count} Bundles).`)
}
