/** What differs between servers and cannot be decided when a migration is written. */
export interface MigrationContext {
  /** `compression lz4` where the server has it, else nothing. */
  readonly compression: string
}

/** One step of the schema, forward only, never changed once released. */
export interface Migration {
  readonly number: number
  readonly name: string
  readonly script: (context: MigrationContext) => string
}
