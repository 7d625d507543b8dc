import { readFileSync } from 'node:fs'
import { pino } from 'pino'
import type { Config } from '../config.js'
import type { Surroundings } from '../server.js'
import { faultOf } from './fault.js'

/** The program as its package describes it. */
export interface Software {
  readonly version: string
  readonly releaseDate: string
}

/** The day of this version; `CHANGELOG.md` says the same. */
const RELEASE_DATE = '2026-11-24'

/** Reads the version of this package; throws where its package.json is not where the build leaves it. */
export function readSoftware(): Software {
  const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')
  return { version: (JSON.parse(text) as { version: string }).version, releaseDate: RELEASE_DATE }
}

/** The real world: the clock, chance, and a log on standard output (standard error for commands whose output a person reads). */
export function realSurroundings(config: Config, destination: 'stdout' | 'stderr'): Surroundings {
  const stream = pino.destination({ dest: destination === 'stdout' ? 1 : 2, sync: destination === 'stderr' })
  return {
    logger: pino({ level: config.logLevel, serializers: { err: faultOf } }, stream),
    now: Date.now,
    random: Math.random,
    software: readSoftware(),
  }
}
