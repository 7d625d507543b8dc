import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface SushiRun {
  /** The home folder: its FHIR package cache is the only one that is read. */
  readonly home: URL
  /** The project: `sushi-config.yaml`, and the Shorthand under `input/fsh`. */
  readonly project: URL
  readonly output: URL
  /** The version that every definition gets. */
  readonly version: string
}

const packageFolder = () => dirname(createRequire(import.meta.url).resolve('fsh-sushi/package.json'))

/** The version of `fsh-sushi` that is installed. Throws where the package is absent (it is a development dependency). */
export function sushiVersion(): string {
  return (JSON.parse(readFileSync(join(packageFolder(), 'package.json'), 'utf8')) as { version: string }).version
}

/** A port that nobody listens at: whatever SUSHI asks of the network fails at once. */
const nowhere = 'http://127.0.0.1:9'

/** What SUSHI says of a machine without network: nothing that is wrong with the definitions. */
const expected = [/^Failed to load automatically-provided hl7\./, /^Unable to determine the latest version of sushi/]

/**
 * Runs SUSHI over a project, snapshots included, without network. Answers its errors and warnings as they stand in its log, each with the lines
 * that say where; none where all is well. Throws where it can't be run.
 */
export function runSushi({ home, project, output, version }: SushiRun): readonly string[] {
  const paths = ['--out', fileURLToPath(output), fileURLToPath(project)]
  const folder = fileURLToPath(home)
  const run = spawnSync(
    process.execPath,
    [join(packageFolder(), 'dist/app.js'), 'build', '--snapshot', '--config', `version:${version}`, ...paths],
    {
      // Nothing of the surroundings is inherited: no cache of the user, no proxy; and no npm is found that would ask for the newest SUSHI.
      env: { HOME: folder, USERPROFILE: folder, PATH: folder, FPL_REGISTRY: nowhere, HTTPS_PROXY: nowhere },
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    },
  )
  if (run.error !== undefined) throw run.error
  const problems = problemsIn(run.stdout)
  if (run.status !== 0 && problems.length === 0) return [`SUSHI ended with ${run.status}: ${run.stderr}${run.stdout}`]
  return problems
}

/** The errors and warnings in a log of SUSHI; the lines that follow one, indented, belong to it. */
export function problemsIn(log: string): readonly string[] {
  const problems: string[] = []
  let open = false
  for (const line of log.split('\n')) {
    const [, level, text = ''] = /^(info|debug|warn|error)\s+(.*)$/.exec(line) ?? []
    if (level !== undefined) {
      open = (level === 'warn' || level === 'error') && !expected.some((pattern) => pattern.test(text))
      if (open) problems.push(`${level}: ${text}`)
    } else if (open && /^\s+\S/.test(line)) {
      problems.push(`${problems.pop() ?? ''}\n${line}`)
    }
  }
  return problems
}
