import type { Logger } from 'pino'
import type { Access } from '../access/access.js'
import type { Config } from '../config.js'
import type { Definitions } from '../definitions/definitions.js'
import type { Context, InteractionEntry } from '../interactions/interaction.js'
import type { Metrics } from './plugins/metrics.js'

/** What the HTTP layer stands on: made in `server.ts`. */
export interface AppParts {
  readonly config: Config
  readonly definitions: Definitions
  /** Every route, scope and metric comes from this table. */
  readonly table: readonly InteractionEntry[]
  readonly contextFor: (access: Access) => Context
  /** With `AUTH=token`: who the bearer of a token is; undefined for nobody. */
  readonly authenticate: (token: string) => Promise<Access | undefined>
  /** Resolves while the database answers, rejects otherwise. */
  readonly ready: () => Promise<void>
  readonly metrics: Metrics
  readonly logger: Logger
}

/** The parts, and what the app itself knows while it runs. */
export interface RunningParts extends AppParts {
  /** True once the server stops: connections are closed after their answers. */
  readonly isStopping: () => boolean
}
