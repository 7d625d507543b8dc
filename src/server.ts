import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import { v7 as uuidv7 } from 'uuid'
import { type Access, unrestricted } from './access/access.js'
import type { Config } from './config.js'
import type { Database } from './database/database.js'
import { hasOtherProcesses, openPractice, type Practice, writeFingerprint } from './database/practice.js'
import type { Definitions } from './definitions/definitions.js'
import { loadDefinitions } from './definitions/load.js'
import { loadCanonicals } from './definitions/load-canonicals.js'
import { loadProfiles } from './definitions/profiles/load-profiles.js'
import { createExpressions } from './fhirpath/expressions.js'
import { createRewrite } from './interactions/bundle/rewrite.js'
import { capabilityStatement } from './interactions/capability-statement.js'
import type { BeforeWrite, Context, Knowledge } from './interactions/interaction.js'
import { judgeDefinitions, judgeStructure } from './interactions/judge-structure.js'
import { judgeValidity } from './interactions/judge-validity.js'
import { createRouter } from './interactions/route.js'
import { createSeal } from './interactions/seal.js'
import { interactions } from './interactions/table.js'
import { createTurns } from './interactions/turns.js'
import { operations } from './operations/table.js'
import { operationEntries } from './operations/to-entries.js'
import { type App, createApp } from './rest/app.js'
import { createMetrics } from './rest/plugins/metrics.js'
import { createPlanner } from './search/create-planner.js'
import { indexFingerprint } from './search/fingerprint.js'
import { createIncludePlanner } from './search/include.js'
import type { Indexer } from './search/index-row.js'
import { createIndexer } from './search/indexer.js'
import { createParameterContext } from './search/parameter-context.js'
import { parameterTypes } from './search/parameters/registry.js'
import { postponedReason } from './search/postponed.js'
import { holdKnowledge } from './server/knowledge.js'
import { migrateConfigured, openConfigured } from './server/open-configured.js'
import { storeOwnProfiles } from './server/own-profiles.js'
import { type Clients, createClients } from './smart/clients.js'
import { sql } from './sql/sql.js'
import { createStore } from './store/create-store.js'
import { endAbandonedImport } from './store/import-mode.js'
import type { KnowledgeHolder } from './store/knowledge.js'
import { createPackages, type Packages } from './store/packages.js'
import { countResources, reindex } from './store/reindex.js'
import type { Store } from './store/store.js'
import { createStructureCheck, type StructureCheck } from './validation/structure.js'
import { loadBuiltValidators } from './validation/structures/built-validators.js'

/** The only practice of a server, for now. */
const PRACTICE = 0
/** An index of up to this many resources is rebuilt at start without asking. */
const REINDEX_WITHOUT_ASKING = 20_000

/** Everything that a client can do: interactions, and operations as lines of the same table. */
const table = [...interactions, ...operationEntries(operations)]

/** What a server takes from its surroundings: tests give their own. */
export interface Surroundings {
  readonly logger: Logger
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** A number in [0, 1). */
  readonly random: () => number
  /** Anteroom's version, for the CapabilityStatement. */
  readonly software: { readonly version: string; readonly releaseDate: string }
}

/** Everything but HTTP: what commands work with. */
export interface Engine {
  readonly config: Config
  readonly surroundings: Surroundings
  readonly database: Database
  readonly practice: Practice
  readonly definitions: Definitions
  readonly indexer: Indexer
  readonly store: Store
  readonly knowledge: KnowledgeHolder<Knowledge>
  /** FHIR packages that are installed, and Anteroom's own definitions. */
  readonly packages: Packages
  readonly clients: Clients
  readonly contextFor: (access: Access) => Context
  /** True where the database held no resource but Anteroom's own when it was opened. */
  readonly isNew: boolean
  close(): Promise<void>
}

/**
 * The judges of every write, in their order, by `VALIDATION`. This is the one list that what must happen before a write hangs on: validity, then (as it
 * comes) scope of practice.
 */
const beforeWrite: Readonly<Record<Config['validation'], readonly BeforeWrite[]>> = {
  full: [judgeValidity],
  structure: [judgeStructure],
  off: [judgeDefinitions],
}

const settingsOf = (config: Config) => ({
  baseUrl: config.baseUrl,
  aliases: config.baseUrlAliases,
  timeZone: config.timeZone,
})

type Parts = Pick<Engine, 'knowledge' | 'config' | 'surroundings' | 'database' | 'practice' | 'definitions'> & {
  readonly checkStructure: StructureCheck
}

/** What is there before anything is known of profiles. */
type Settled = Omit<Parts, 'knowledge'>

function searchParts({ config, practice, definitions }: Settled) {
  const expressions = createExpressions(definitions)
  const context = createParameterContext(settingsOf(config), practice.secret)
  const { pageSizeDefault, pageSizeMax, parameters: parametersMax } = config.limits
  return {
    context,
    indexer: createIndexer({ definitions, expressions, context }),
    planner: createPlanner({ definitions, context, pageSizeDefault, pageSizeMax, parametersMax }),
    includePlanner: createIncludePlanner({ definitions, context, expressions }),
  }
}

function createContexts(parts: Parts, store: Store, search: ReturnType<typeof searchParts>): Engine['contextFor'] {
  const { config, surroundings, practice, definitions } = parts
  let statement: string | undefined
  const shared: Omit<Context, 'access'> = {
    definitions,
    store,
    indexer: search.indexer,
    planner: search.planner,
    baseUrl: config.baseUrl,
    limits: config.limits,
    rewrite: createRewrite(definitions),
    route: createRouter(table),
    timeZone: config.timeZone,
    now: surroundings.now,
    createId: uuidv7,
    beforeWrite: beforeWrite[config.validation],
    knowledge: parts.knowledge.current,
    renewKnowledge: async (why) => {
      await (why === 'stale' ? parts.knowledge.refresh() : parts.knowledge.fresh())
    },
    pause: () => new Promise((resolve) => setImmediate(resolve)),
    inTurn: createTurns(),
    checkStructure: parts.checkStructure,
    capabilityStatement: () => {
      statement ??= JSON.stringify(
        capabilityStatement({
          definitions,
          table,
          limits: config.limits,
          integrity: config.referentialIntegrity,
          baseUrl: config.baseUrl,
          software: surroundings.software,
          isSearchable: ({ code, type }) => parameterTypes[type] !== undefined && postponedReason(code) === undefined,
          authentication: config.auth === 'token' ? 'token' : 'none',
        }),
      )
      return statement
    },
    seal: createSeal(practice.secret),
    report: (error) => surroundings.logger.error({ err: error }, 'a fault of the server at an entry of a batch'),
  }
  return (access) => ({ ...shared, access })
}

/**
 * What an engine is opened for: to serve, to load resources, to look after what is no resource (clients), or to rebuild the index.
 */
export type Purpose = 'serve' | 'load' | 'administer' | 'reindex'

const OTHER_SETTINGS =
  'The index was built for another BASE_URL (HOST and PORT make the default), BASE_URL_ALIASES, TIME_ZONE or version.'

/** An index that was built for other settings would answer wrongly and let references dangle: it is refused, or rebuilt where that is quick and safe. */
async function checkFingerprint(parts: Settled, indexer: Indexer, purpose: 'serve' | 'load'): Promise<void> {
  const { config, surroundings, database, practice, definitions } = parts
  const fingerprint = indexFingerprint(settingsOf(config))
  if (practice.fingerprint === fingerprint) return
  const resources =
    practice.fingerprint === undefined ? 0 : await countResources(database, PRACTICE, REINDEX_WITHOUT_ASKING + 1)
  if (resources > 0) {
    if (purpose === 'load') throw new Error(`${OTHER_SETTINGS} Run this command with the settings of the server.`)
    if (resources > REINDEX_WITHOUT_ASKING || (await hasOtherProcesses(database))) {
      throw new Error(
        `${OTHER_SETTINGS} Stop every server on this database, run \`anteroom reindex\` with the settings of now, then start again.`,
      )
    }
    surroundings.logger.info({ resources }, 'settings changed, the index is built anew')
    const { resourceTypes } = definitions
    await reindex({ database, practice: PRACTICE, indexer, resourceTypes, onProgress: () => {} })
  }
  await writeFingerprint(database, PRACTICE, fingerprint)
}

/**
 * Opens the database, brings its schema up to date, and builds everything on it but HTTP. Throws an Error that a person can act on where that is not possible,
 * also where the index was built for other settings.
 */
export async function openEngine(
  config: Config,
  surroundings: Surroundings,
  purpose: Purpose = 'serve',
): Promise<Engine> {
  const database = await openConfigured(config, surroundings)
  try {
    await migrateConfigured(config, surroundings, database)
    if (purpose === 'serve') await endAbandonedImport(database)
    const practice = await openPractice(database, PRACTICE)
    const definitions = loadDefinitions()
    const checkStructure = createStructureCheck(definitions)
    const settled = { config, surroundings, database, practice, definitions, checkStructure }
    const search = searchParts(settled)
    if (purpose === 'serve' || purpose === 'load') await checkFingerprint(settled, search.indexer, purpose)
    const writing = {
      database,
      practice: PRACTICE,
      era: practice.era,
      integrity: config.referentialIntegrity,
      now: surroundings.now,
      hash: search.context.hash,
    }
    const packages = createPackages(writing)
    const own = loadProfiles()
    if (purpose === 'serve')
      await storeOwnProfiles(own, { packages, indexer: search.indexer, limits: config.limits.json })
    const knowledge = await holdKnowledge(
      { config, definitions, checkStructure, own: [loadCanonicals(), own.entries], built: loadBuiltValidators() },
      { database, practice: PRACTICE, now: surroundings.now },
    )
    const parts = { ...settled, knowledge }
    const store = createStore({
      ...writing,
      definitions,
      materializedMatchesMax: config.limits.materializedMatchesMax,
      includesMax: config.limits.includesMax,
      includePlanner: search.includePlanner,
    })
    const isResourceType = (name: string): boolean => definitions.isResourceType(name)
    return {
      ...parts,
      indexer: search.indexer,
      store,
      packages,
      clients: createClients({ database, practice: PRACTICE, isResourceType, now: surroundings.now }),
      contextFor: createContexts(parts, store, search),
      isNew: await packages.isAlone(),
      close: async () => {
        await store.drain()
        await database.close()
      },
    }
  } catch (error) {
    await database.close()
    throw error
  }
}

/** The HTTP server over an engine: not yet listening. `close()` stops it gracefully; the engine is closed by its owner. */
export async function createServer(engine: Engine): Promise<App> {
  const { config, surroundings, definitions, database, clients, contextFor } = engine
  const anonymous = contextFor(unrestricted)
  return createApp(
    {
      config,
      definitions,
      table,
      contextFor: (access) => (access === unrestricted ? anonymous : contextFor(access)),
      authenticate: clients.authenticate,
      ready: async () => {
        await database.query(sql`select 1`)
      },
      metrics: createMetrics(),
      logger: surroundings.logger,
    },
    randomUUID().slice(0, 8),
  )
}
