import { type Config, configFromEnvironment } from '../config.js'
import { type Engine, openEngine, type Purpose } from '../server.js'
import { realSurroundings } from './surroundings.js'

/** Runs a command over an open engine, and closes it whatever happens. */
export async function withEngine<T>(
  work: (engine: Engine) => Promise<T>,
  purpose: Purpose,
  config: Config = configFromEnvironment(),
): Promise<T> {
  const engine = await openEngine(config, realSurroundings(config, 'stderr'), purpose)
  try {
    return await work(engine)
  } finally {
    await engine.close()
  }
}
