import { distance } from 'fastest-levenshtein'
import {
  milliseconds,
  oneOf,
  postgres,
  readBaseUrl,
  readList,
  readOrigin,
  readProxy,
  readTimeZone,
  text,
  whole,
} from './config/variable.js'

/** Everything that an operator can set, read once at start and frozen. Made by `readConfig`. */
export interface Config {
  readonly host: string
  readonly port: number
  /** The address that clients see, without a slash at the end. */
  readonly baseUrl: string
  readonly baseUrlAliases: readonly string[]
  /** Undefined: the embedded database in `dataDir`. */
  readonly databaseUrl: string | undefined
  /** The same database without a pooler between, for migrations; undefined: `databaseUrl` leads there. */
  readonly migrationDatabaseUrl: string | undefined
  readonly dataDir: string
  readonly databasePool: number
  /** `loopback`: no authentication, reachable from this machine only. */
  readonly auth: 'loopback' | 'none' | 'token'
  readonly seed: 'on' | 'off'
  readonly referentialIntegrity: 'off' | 'write' | 'full'
  readonly timeZone: string
  readonly workers: number
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'
  /** Addresses or ranges of the proxies to believe. */
  readonly trustProxy: readonly string[]
  /** `local`: pages served from this machine, on any port. */
  readonly corsOrigins: 'off' | 'local' | '*' | readonly string[]
  readonly limits: ConfigLimits
  readonly timeouts: ConfigTimeouts
}

/** Holds what `Limits` of the interactions asks for, and the limits of the transport. */
export type ConfigLimits = Readonly<ReturnType<typeof limitsOf>>
export type ConfigTimeouts = Readonly<ReturnType<typeof timeoutsOf>>

/** The environment of a process, such as `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>

const variables = {
  HOST: text('127.0.0.1', 'The address to listen on; anything but this machine itself needs `AUTH`.'),
  PORT: whole(0, 65535, 8080, 'The port to listen on; 0 takes a free one.'),
  BASE_URL: {
    type: 'an http or https address without query',
    fallback: '',
    sentence: 'The address that clients see; by default `http://HOST:PORT/fhir`.',
    read: (value: string) => (value === '' ? '' : readBaseUrl(value)),
  },
  BASE_URL_ALIASES: {
    type: 'addresses separated by commas',
    fallback: '',
    sentence: 'Other addresses of this server: references that begin with them are its own.',
    read: (value: string) => readList(value, readBaseUrl),
  },
  DATABASE_URL: postgres('PostgreSQL 15 or later; unset, the embedded database in `DATA_DIR` serves.'),
  MIGRATION_DATABASE_URL: postgres('The address of the same database for migrations, where a pooler is between.'),
  DATA_DIR: text('./data', 'Where the embedded database keeps its files.'),
  DATABASE_POOL: whole(2, 500, 16, 'Connections to PostgreSQL, for each worker.'),
  AUTH: oneOf(['none', 'token'], '', '`token` asks every client for its bearer token, `none` lets everybody in.'),
  SEED: oneOf(['on', 'off'], 'on', 'Whether an empty database is filled with the example clinic.'),
  REFERENTIAL_INTEGRITY: oneOf(
    ['off', 'write', 'full'],
    'full',
    '`write` refuses references to absent resources, `full` also the deletion of what others refer to.',
  ),
  TIME_ZONE: {
    type: 'an IANA time zone such as `America/New_York`',
    fallback: 'UTC',
    sentence: "The practice's time zone, in which dates without one count.",
    read: readTimeZone,
  },
  WORKERS: whole(1, 256, 1, 'Processes that serve; more than one needs `DATABASE_URL`.'),
  LOG_LEVEL: oneOf(
    ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
    'info',
    'Writes and failures are logged at `info`, reads at `debug`; no level logs patient data.',
  ),
  TRUST_PROXY: {
    type: 'addresses or ranges (`10.0.0.0/8`, `loopback`) separated by commas',
    fallback: '',
    sentence: 'Proxies that are believed when they say where a request came from, for the log.',
    read: (value: string) => readList(value, readProxy),
  },
  CORS_ORIGINS: {
    type: '`off`, `local`, `*`, or origins separated by commas',
    fallback: 'local',
    sentence: 'Web pages that may call from a browser; `local` means those served from this machine.',
    read: (value: string) =>
      value === 'off' || value === 'local' || value === '*' ? value : readList(value, readOrigin),
  },
  BODY_LIMIT_BYTES: whole(1024, 500_000_000, 52_428_800, 'The largest body of a request, after decompression.'),
  BODIES_LIMIT_BYTES: whole(
    1024,
    100_000_000_000,
    209_715_200,
    'Bodies of over 1 MB that a worker takes at the same time, together; beyond, `503` asks to try again.',
  ),
  SEARCH_FORM_LIMIT_BYTES: whole(1024, 500_000_000, 1_048_576, 'The largest form of a search by POST.'),
  BUNDLE_ENTRIES_MAX: whole(1, 1_000_000, 10_000, 'Entries of a batch or transaction.'),
  BUNDLE_ANSWER_LENGTH_MAX: whole(
    1024,
    500_000_000,
    209_715_200,
    'Characters of the answer to a batch or transaction.',
  ),
  PAGE_SIZE_DEFAULT: whole(1, 10_000, 50, 'Entries of a page where the client names no `_count`.'),
  PAGE_SIZE_MAX: whole(1, 10_000, 1000, 'The largest page; a larger `_count` is cut to it.'),
  INCLUDES_MAX: whole(0, 100_000, 1000, 'Included resources of a page; what is beyond is told by an outcome entry.'),
  CONDITIONAL_DELETES_MAX: whole(1, 100_000, 1000, 'Resources that one conditional delete may delete.'),
  MATERIALIZED_MATCHES_MAX: whole(1, 100_000_000, 1_000_000, 'Matches that a search sorts or counts without an index.'),
  JSON_DEPTH_MAX: whole(10, 1000, 100, 'Levels of nesting of a resource, in JSON and XML.'),
  JSON_NUMBER_LENGTH_MAX: whole(30, 10_000, 256, 'Characters of one number.'),
  URL_LENGTH_MAX: whole(1000, 1_000_000, 65_536, 'Characters of a URL; longer searches go by POST to `_search`.'),
  PARAMETERS_MAX: whole(1, 100_000, 1000, 'Parameters of one request.'),
  REQUEST_TIMEOUT_MS: milliseconds(120_000, 'How long a client may take to send a request.'),
  HEADERS_TIMEOUT_MS: milliseconds(20_000, 'How long a client may take to send the headers of a request.'),
  CONNECTION_TIMEOUT_MS: milliseconds(300_000, 'How long a connection may be silent while a request is under way.'),
  KEEP_ALIVE_TIMEOUT_MS: milliseconds(72_000, 'How long a connection may wait for its next request.'),
  SEARCH_TIMEOUT_MS: milliseconds(30_000, 'How long the database may work on one search.'),
  SHUTDOWN_TIMEOUT_MS: milliseconds(20_000, 'How long requests under way may take to finish when the server stops.'),
}

type VariableName = keyof typeof variables
type Values = { readonly [K in VariableName]: Exclude<ReturnType<(typeof variables)[K]['read']>, undefined> }

const isLoopback = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host)

/** What is set and not of its type, as sentences. The text of an address of a database is never repeated: it may hold a password. */
function wrongValues(environment: Environment): readonly string[] {
  return Object.entries(variables).flatMap(([name, variable]) => {
    const value = environment[name]?.trim() ?? ''
    if (value === '' || variable.read(value) !== undefined) return []
    const found = name.endsWith('DATABASE_URL') ? 'something else' : `\`${value}\``
    return [`\`${name}\` is ${found}; expected ${variable.type}.`]
  })
}

/** What is right by itself but not together, as sentences. */
function wrongTogether(values: Values): readonly string[] {
  const open = values.AUTH === ''
  return [
    open && !isLoopback(values.HOST)
      ? `\`HOST\` is \`${values.HOST}\` and \`AUTH\` is not set: everybody who reaches that address could read every patient. Set \`AUTH=token\` (and add clients with \`anteroom client add\`), or \`AUTH=none\` if that is what you want.`
      : '',
    open && values.CORS_ORIGINS === '*'
      ? '`CORS_ORIGINS` is `*` and `AUTH` is not set: every page open in a browser on this machine could read every patient. Name the origins, or set `AUTH=token`.'
      : '',
    values.WORKERS > 1 && values.DATABASE_URL === ''
      ? '`WORKERS` is above 1 and `DATABASE_URL` is not set: the embedded database belongs to one process. Set `DATABASE_URL`, or `WORKERS=1`.'
      : '',
    values.MIGRATION_DATABASE_URL !== '' && values.DATABASE_URL === ''
      ? '`MIGRATION_DATABASE_URL` is set and `DATABASE_URL` is not: set both, or neither.'
      : '',
    values.PAGE_SIZE_DEFAULT > values.PAGE_SIZE_MAX ? '`PAGE_SIZE_DEFAULT` is above `PAGE_SIZE_MAX`.' : '',
  ].filter((sentence) => sentence !== '')
}

function readValues(environment: Environment): Values {
  const entries = Object.entries(variables).map(([name, variable]) => [
    name,
    variable.read(environment[name]?.trim() || variable.fallback),
  ])
  return Object.fromEntries(entries)
}

const limitsOf = (values: Values) =>
  Object.freeze({
    bodyBytes: values.BODY_LIMIT_BYTES,
    bodiesBytes: values.BODIES_LIMIT_BYTES,
    searchFormBytes: values.SEARCH_FORM_LIMIT_BYTES,
    bundleEntries: values.BUNDLE_ENTRIES_MAX,
    bundleAnswerLength: values.BUNDLE_ANSWER_LENGTH_MAX,
    pageSizeDefault: values.PAGE_SIZE_DEFAULT,
    pageSizeMax: values.PAGE_SIZE_MAX,
    includesMax: values.INCLUDES_MAX,
    conditionalDeletesMax: values.CONDITIONAL_DELETES_MAX,
    materializedMatchesMax: values.MATERIALIZED_MATCHES_MAX,
    json: Object.freeze({ depth: values.JSON_DEPTH_MAX, numberLength: values.JSON_NUMBER_LENGTH_MAX }),
    urlLength: values.URL_LENGTH_MAX,
    parameters: values.PARAMETERS_MAX,
  })

const timeoutsOf = (values: Values) =>
  Object.freeze({
    requestMs: values.REQUEST_TIMEOUT_MS,
    headersMs: values.HEADERS_TIMEOUT_MS,
    connectionMs: values.CONNECTION_TIMEOUT_MS,
    keepAliveMs: values.KEEP_ALIVE_TIMEOUT_MS,
    searchMs: values.SEARCH_TIMEOUT_MS,
    shutdownMs: values.SHUTDOWN_TIMEOUT_MS,
  })

const defaultBaseUrl = (host: string, port: number): string =>
  `http://${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}:${port}/fhir`

/**
 * Reads the configuration from an environment. Empty variables count as unset.
 * Throws one `Error` that names every wrong variable and says what was expected.
 */
export function readConfig(environment: Environment): Config {
  const wrong = wrongValues(environment)
  if (wrong.length > 0) throw new Error(wrong.join('\n'))
  const values = readValues(environment)
  const contradictions = wrongTogether(values)
  if (contradictions.length > 0) throw new Error(contradictions.join('\n'))
  return Object.freeze({
    host: values.HOST,
    port: values.PORT,
    baseUrl: values.BASE_URL || defaultBaseUrl(values.HOST, values.PORT),
    baseUrlAliases: values.BASE_URL_ALIASES,
    databaseUrl: values.DATABASE_URL || undefined,
    migrationDatabaseUrl: values.MIGRATION_DATABASE_URL || undefined,
    dataDir: values.DATA_DIR,
    databasePool: values.DATABASE_POOL,
    auth: values.AUTH || 'loopback',
    seed: values.SEED || 'on',
    referentialIntegrity: values.REFERENTIAL_INTEGRITY || 'full',
    timeZone: values.TIME_ZONE,
    workers: values.WORKERS,
    logLevel: values.LOG_LEVEL || 'info',
    trustProxy: values.TRUST_PROXY,
    corsOrigins: values.CORS_ORIGINS,
    limits: limitsOf(values),
    timeouts: timeoutsOf(values),
  })
}

/** The configuration of this process: the only place that reads `process.env`. */
export const configFromEnvironment = (): Config => readConfig(process.env)

/** Sentences about variables that are probably misspelt (`DATABSE_URL`), and about `AUTH=none`; to be logged at start. */
export function configWarnings(environment: Environment): readonly string[] {
  const names = Object.keys(variables)
  const misspelt = Object.keys(environment).flatMap((name) => {
    const nearest = names.find((known) => known.length > 7 && name !== known && distance(name, known) <= 2)
    const isKnown = names.includes(name) || environment[name] === ''
    return isKnown || nearest === undefined ? [] : [`\`${name}\` is set and means nothing here; is it \`${nearest}\`?`]
  })
  const open = '`AUTH=none`: everybody who reaches this server can read and change every patient.'
  return environment.AUTH?.trim() === 'none' ? [...misspelt, open] : misspelt
}

/** The reference table of `docs/configuration.md`, as Markdown. */
export function configurationTable(): string {
  const rows = Object.entries(variables).map(([name, { type, fallback, sentence }]) => {
    const shown = fallback === '' ? 'unset' : `\`${fallback}\``
    return `| \`${name}\` | ${type.replaceAll('|', '\\|')} | ${shown} | ${sentence} |`
  })
  return ['| Variable | Type | Default | Meaning |', '|---|---|---|---|', ...rows, ''].join('\n')
}
