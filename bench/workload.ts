import type { Effort, Figure } from './figure.js'

/** What a workload is given. */
export interface Setting {
  readonly effort: Effort
  /** PostgreSQL, where databases of our own may be made. */
  readonly databaseUrl: string
  /** A folder of our own, which is removed at the end. */
  readonly folder: string
  /** A sentence about what is going on. */
  readonly say: (sentence: string) => void
}

/** One named group of figures. */
export interface Workload {
  readonly name: string
  readonly needs: 'PostgreSQL' | 'nothing'
  readonly efforts: readonly Effort['kind'][]
  readonly run: (setting: Setting) => Promise<readonly Figure[]>
}
