import { readFileSync } from 'node:fs'
import { buildProfiles } from './build.js'
import { profilesFolder } from './load-profiles.js'

/** A step of the build, after the definitions: `node dist/src/definitions/profiles/main.js` fills `dist/profiles`. */
const project = new URL('../../../../', import.meta.url)
const { version } = JSON.parse(readFileSync(new URL('package.json', project), 'utf8')) as { version: string }
try {
  const outcome = buildProfiles({
    source: new URL('profiles/', project),
    target: profilesFolder,
    cache: new URL('dist/fhir-cache/', project),
    version,
  })
  if (outcome === 'written') process.stdout.write('The profiles were compiled into `dist/profiles`.\n')
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
