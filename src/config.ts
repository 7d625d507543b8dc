import { distance } from 'fastest-levenshtein'
import { profileFamily, profileNameProblem, readProfiles, wrongProfiles } from './config/profiles.js'
import type { Variable } from './config/variable.js'
import { variables } from './config/variables.js'

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
  /** FHIR packages that a start installs: paths of archives and folders. */
  readonly packages: readonly string[]
  readonly seed: 'on' | 'off'
  readonly referentialIntegrity: 'off' | 'write' | 'full'
  readonly validation: 'full' | 'structure' | 'off'
  readonly unknownProfile: 'warning' | 'error'
  /** Profiles that resources of a type are validated against beside those that they claim, by type. */
  readonly profiles: ReadonlyMap<string, readonly string[]>
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

type VariableName = keyof typeof variables
type Values = { readonly [K in VariableName]: Exclude<ReturnType<(typeof variables)[K]['read']>, undefined> }

const isLoopback = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host)

/** What is set and not of its type, as sentences. The text of an address of a database is never repeated: it may hold a password. */
function wrongValues(environment: Environment): readonly string[] {
  const wrong = Object.entries(variables).flatMap(([name, variable]) => {
    const value = environment[name]?.trim() ?? ''
    if (value === '' || variable.read(value) !== undefined) return []
    const found = name.endsWith('DATABASE_URL') ? 'something else' : `\`${value}\``
    return [`\`${name}\` is ${found}; expected ${variable.type}.`]
  })
  return [...wrong, ...wrongProfiles(environment)]
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
    validationIssues: values.VALIDATION_ISSUES_MAX,
    expansionCodes: values.EXPANSION_CODES_MAX,
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
    packages: values.PACKAGES,
    seed: values.SEED || 'on',
    referentialIntegrity: values.REFERENTIAL_INTEGRITY || 'full',
    validation: values.VALIDATION || 'full',
    unknownProfile: values.UNKNOWN_PROFILE || 'warning',
    profiles: readProfiles(environment),
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
    const ofFamily = isKnown ? undefined : profileNameProblem(name)
    if (ofFamily !== undefined) return [ofFamily]
    return isKnown || nearest === undefined ? [] : [`\`${name}\` is set and means nothing here; is it \`${nearest}\`?`]
  })
  const open = '`AUTH=none`: everybody who reaches this server can read and change every patient.'
  return environment.AUTH?.trim() === 'none' ? [...misspelt, open] : misspelt
}

/** The reference table of `docs/configuration.md`, as Markdown. */
export function configurationTable(): string {
  const names = Object.keys(variables)
  const row = ({ name, type, fallback, sentence }: Omit<Variable<unknown>, 'read'> & { readonly name: string }) => {
    const shown = fallback === '' ? 'unset' : `\`${fallback}\``
    return `| \`${name}\` | ${type.replaceAll('|', '\\|')} | ${shown} | ${sentence} |`
  }
  const rows = Object.entries(variables).map(([name, variable]) => row({ name, ...variable }))
  rows.splice(names.indexOf('UNKNOWN_PROFILE') + 1, 0, row(profileFamily))
  return ['| Variable | Type | Default | Meaning |', '|---|---|---|---|', ...rows, ''].join('\n')
}
