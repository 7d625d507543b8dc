import { pino } from 'pino'
import { unrestricted } from '../src/access/access.js'
import { readConfig } from '../src/config.js'
import { parseJson } from '../src/fhir/json-parse.js'
import { resourceText } from '../src/fhir/resource-text.js'
import type { Context } from '../src/interactions/interaction.js'
import { putOf } from '../src/interactions/prepare.js'
import { type Engine, openEngine } from '../src/server.js'
import { beginImport, endImport } from '../src/store/import-mode.js'
import type { Environment } from './processes.js'
import { createRandom } from './random.js'
import { observation, patient } from './resources.js'

const CHUNK = 1_000
/** Observations of each patient, in every size of store. */
const OBSERVATIONS = 99

function openQuietly(environment: Environment): Promise<Engine> {
  return openEngine(readConfig(environment), {
    logger: pino({ level: 'silent' }),
    now: Date.now,
    random: Math.random,
    software: { version: 'bench', releaseDate: '2026-11-24' },
  })
}

function* resources(patients: number): Generator<object> {
  const random = createRandom(4)
  for (let n = 0; n < patients; n++) yield patient(n, random)
  for (let n = 0; n < patients * OBSERVATIONS; n++) yield observation(random, patients)
}

async function storeChunk(context: Context, chunk: readonly object[]): Promise<void> {
  const writes = chunk.map((resource) => {
    const content = resourceText(parseJson(JSON.stringify(resource), context.limits.json))
    return putOf(context, content, { id: content.id ?? context.createId(), method: 'PUT', expect: { kind: 'any' } })
  })
  await context.store.importMany(writes)
}

/**
 * Fills an empty database with `count` resources by the store's own path of imports: one patient in a hundred, the rest their Observations. Answers how many
 * patients there are. `environment` is that of the server which will serve it.
 */
export async function fillStore(
  environment: Environment,
  count: number,
  onProgress: (done: number) => void,
): Promise<number> {
  const engine = await openQuietly(environment)
  const patients = count / (OBSERVATIONS + 1)
  const types = ['Patient', 'Observation']
  try {
    const context = engine.contextFor(unrestricted)
    await beginImport(engine.database, types)
    let chunk: object[] = []
    let done = 0
    let before = Promise.resolve()
    for (const resource of resources(patients)) {
      chunk.push(resource)
      if (chunk.length < CHUNK && done + chunk.length < count) continue
      // The next chunk is made ready while the database works on this one.
      await before
      before = storeChunk(context, chunk)
      done += chunk.length
      onProgress(done)
      chunk = []
    }
    await before
    await endImport(engine.database, types)
    return patients
  } finally {
    await engine.close()
  }
}
