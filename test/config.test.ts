import { readFileSync } from 'node:fs'
import t from 'tap'
import { resourceTypeNames } from '../src/config/resource-type-names.js'
import { configurationTable, configWarnings, readConfig } from '../src/config.js'
import { loadDefinitions } from '../src/definitions/load.js'
import type { Limits } from '../src/interactions/interaction.js'

const failure = (environment: Record<string, string>): string => {
  try {
    readConfig(environment)
    return ''
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

t.test('an empty environment gives a server for this machine only', async (t) => {
  const config = readConfig({})
  t.match(config, {
    host: '127.0.0.1',
    port: 8080,
    baseUrl: 'http://127.0.0.1:8080/fhir',
    auth: 'loopback',
    seed: 'on',
    referentialIntegrity: 'full',
    timeZone: 'UTC',
    workers: 1,
    corsOrigins: 'local',
    validation: 'full',
    unknownProfile: 'warning',
  })
  t.equal(config.profiles.size, 0)
  t.equal(config.databaseUrl, undefined)
  t.equal(config.migrationDatabaseUrl, undefined)
  t.same(config.trustProxy, [])
  const limits: Limits = config.limits
  t.equal(limits.bundleEntries, 10_000)
  t.throws(() => Object.assign(config, { port: 1 }), 'it is frozen')
  t.throws(() => Object.assign(config.limits, { bodyBytes: 1 }), 'and so are its parts')
})

t.test('variables that are set to nothing count as unset', async (t) => {
  t.equal(readConfig({ PORT: '', AUTH: ' ', BASE_URL: '' }).port, 8080)
})

t.test('values are read as their types', async (t) => {
  const config = readConfig({
    HOST: '0.0.0.0',
    AUTH: 'token',
    BASE_URL: 'https://fhir.example.org/fhir/',
    BASE_URL_ALIASES: 'http://a.example/fhir, http://b.example/',
    DATABASE_URL: 'postgres://u:p@pooler/d',
    MIGRATION_DATABASE_URL: 'postgresql://u:p@h/d',
    TRUST_PROXY: '10.0.0.0/8, 127.0.0.1',
    CORS_ORIGINS: 'https://app.example.org',
    WORKERS: '2',
    TIME_ZONE: 'America/New_York',
  })
  t.equal(config.baseUrl, 'https://fhir.example.org/fhir')
  t.equal(config.databaseUrl, 'postgres://u:p@pooler/d')
  t.equal(config.migrationDatabaseUrl, 'postgresql://u:p@h/d')
  t.same(config.baseUrlAliases, ['http://a.example/fhir', 'http://b.example'])
  t.same(config.trustProxy, ['10.0.0.0/8', '127.0.0.1'])
  t.same(config.corsOrigins, ['https://app.example.org'])
  t.same(readConfig({ TRUST_PROXY: 'loopback, fd00::/8' }).trustProxy, ['loopback', 'fd00::/8'])
  t.equal(readConfig({ HOST: '::1', PORT: '9' }).baseUrl, 'http://[::1]:9/fhir')
})

t.test('profiles of a type are a family of variables', async (t) => {
  const { profiles } = readConfig({
    PROFILE_Observation: 'http://a/p, http://a/q|1.0',
    PROFILE_Patient: ' http://b/r ',
    PROFILE_Device: '',
  })
  t.same(
    [...profiles],
    [
      ['Observation', ['http://a/p', 'http://a/q|1.0']],
      ['Patient', ['http://b/r']],
    ],
  )
  t.match(
    failure({ PROFILE_Patiant: 'http://a/p' }),
    /`PROFILE_Patiant` names no resource type .* is it `PROFILE_Patient`\?/,
  )
  t.match(failure({ PROFILE_OBSERVATION: 'http://a/p' }), /is it `PROFILE_Observation`\?/)
  t.match(
    failure({ PROFILE_Patient: 'us-core-patient' }),
    /`PROFILE_Patient` is `us-core-patient`; expected canonical urls/,
  )
  t.match(failure({ PROFILE_Patient: 'http://a/p|' }), /`PROFILE_Patient`/)
  t.match(configWarnings({ PROFILES_Patient: 'http://a/p' }), [
    /`PROFILES_Patient` is set .* is it `PROFILE_Patient`\?/,
  ])
  t.same(configWarnings({ PROFILE_Patient: 'http://a/p' }), [])
})

t.test('the types that names of settings know are those of R4', async (t) => {
  t.same(resourceTypeNames, loadDefinitions().resourceTypes)
})

t.test('a wrong value is an error that says what was expected', async (t) => {
  const cases: readonly (readonly [name: string, value: string, expected: RegExp])[] = [
    ['PORT', '80a', /`PORT` is `80a`; expected a whole number from 0 to 65535/],
    ['PORT', '70000', /`PORT`/],
    ['BASE_URL', 'fhir.example.org', /`BASE_URL`.*http or https/],
    ['BASE_URL', 'http://h/fhir?a=b', /`BASE_URL`/],
    ['BASE_URL_ALIASES', 'http://a,b', /`BASE_URL_ALIASES`/],
    ['AUTH', 'basic', /`AUTH` is `basic`; expected `none` or `token`/],
    ['SEED', 'yes', /`SEED`.*`on` or `off`/],
    ['TIME_ZONE', 'Mars/Olympus', /`TIME_ZONE`.*IANA/],
    ['TRUST_PROXY', 'everybody!', /`TRUST_PROXY`/],
    ['CORS_ORIGINS', 'https://a/path', /`CORS_ORIGINS`/],
    ['REQUEST_TIMEOUT_MS', '1.5', /`REQUEST_TIMEOUT_MS`.*milliseconds/],
    ['VALIDATION', 'on', /`VALIDATION` is `on`; expected `full` or `structure` or `off`/],
    ['UNKNOWN_PROFILE', 'ignore', /`warning` or `error`/],
    ['JSON_DEPTH_MAX', '0', /`JSON_DEPTH_MAX`/],
  ]
  for (const [name, value, expected] of cases) t.match(failure({ [name]: value }), expected, `${name}=${value}`)
  t.match(failure({ PORT: 'x', SEED: 'y' }), /`PORT`[\s\S]*`SEED`/, 'all of them are named at once')
})

t.test('the password in a wrong database address is not repeated', async (t) => {
  for (const name of ['DATABASE_URL', 'MIGRATION_DATABASE_URL']) {
    const message = failure({ [name]: 'mysql://u:secret@h/d' })
    t.match(message, new RegExp(`\`${name}\`.*postgres`))
    t.notMatch(message, /secret/)
  }
})

t.test('values that contradict each other are errors that say what to do', async (t) => {
  t.match(failure({ HOST: '0.0.0.0' }), /AUTH=token/)
  t.match(failure({ CORS_ORIGINS: '*' }), /AUTH/)
  t.match(failure({ WORKERS: '2' }), /DATABASE_URL/)
  t.match(failure({ MIGRATION_DATABASE_URL: 'postgres://h/d' }), /set both, or neither/)
  t.match(failure({ PAGE_SIZE_DEFAULT: '100', PAGE_SIZE_MAX: '50' }), /PAGE_SIZE_MAX/)
  for (const host of ['localhost', '127.0.0.2', '::1']) t.equal(failure({ HOST: host }), '', host)
  t.equal(failure({ HOST: '0.0.0.0', AUTH: 'none' }), '')
})

t.test('misspelt variables and AUTH=none are warned of', async (t) => {
  t.match(configWarnings({ DATABSE_URL: 'x' }), [/`DATABASE_URL`/])
  t.match(configWarnings({ AUTH: 'none' }), [/everybody/])
  t.same(configWarnings({ PATH: '/bin', HOME: '/', DATABASE_URL: 'x', NODE_ENV: 'test' }), [])
})

t.test('docs/configuration.md has exactly the table that the code gives', async (t) => {
  const page = readFileSync('docs/configuration.md', 'utf8')
  t.ok(page.includes(configurationTable()), 'write the output of `configurationTable()` to docs/configuration.md')
  for (const name of page.match(/`[A-Z]+(_[A-Z]+)+`/g) ?? []) t.ok(configurationTable().includes(name), name)
})
