import type { Databases } from './database.js'
import type { Effort, Figure } from './figure.js'

/** What a workload is given. */
export interface Setting {
  readonly effort: Effort
  /** On PostgreSQL; undefined where there is none. */
  readonly databases: Databases | undefined
  /** A folder of our own, which is removed at the end. */
  readonly folder: string
  /** A sentence about what is going on. */
  readonly say: (sentence: string) => void
}

/** A setting with PostgreSQL. */
export interface PostgresSetting extends Setting {
  readonly databases: Databases
}

/** One named group of figures. */
export type Workload = {
  readonly name: string
  readonly efforts: readonly Effort['kind'][]
} & (
  | { readonly needs: 'nothing'; readonly run: (setting: Setting) => Promise<readonly Figure[]> }
  | { readonly needs: 'PostgreSQL'; readonly run: (setting: PostgresSetting) => Promise<readonly Figure[]> }
)
