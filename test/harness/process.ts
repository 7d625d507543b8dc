import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'
import type { Environment } from '../../src/config.js'
import { freePort } from './free-port.js'

const program = fileURLToPath(new URL('../../src/main.js', import.meta.url))

/** How a process ended: with a code, or by a signal. */
export interface Ending {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

/** A command that ran to its end. */
export interface Ran extends Ending {
  readonly stdout: string
  readonly stderr: string
}

/** `anteroom start` in a process of its own. */
export interface ServerProcess {
  readonly process: ChildProcess
  /** The address that it says it has, with `/fhir`. */
  readonly baseUrl: string
  /** Where it is reached from this machine; not the same where `BASE_URL` or `HOST` are set. */
  readonly localUrl: string
  /** What it printed so far. */
  readonly printed: () => string
  readonly ending: Promise<Ending>
  /** Sends a signal, and waits for the end. */
  end(signal: NodeJS.Signals): Promise<Ending>
}

/** Variables of this process that a server must not inherit: what a test says is all that counts. */
const plainEnvironment = (): Environment => ({ PATH: process.env.PATH, HOME: process.env.HOME })

/** Starts `anteroom` with a command line; killed at the latest when the test ends. */
export function launch(t: Test, commandLine: readonly string[], environment: Environment) {
  const child = spawn(process.execPath, [program, ...commandLine], {
    env: { ...plainEnvironment(), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const text = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (piece: string) => {
      text[name] += piece
    })
  }
  const ending = new Promise<Ending>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve({ code, signal }))
  })
  t.teardown(async () => {
    child.kill('SIGKILL')
    await ending
  })
  return { child, text, ending }
}

/** Runs a command of `anteroom` to its end. */
export async function runCommand(t: Test, commandLine: readonly string[], environment: Environment): Promise<Ran> {
  const { text, ending } = launch(t, commandLine, environment)
  return { ...(await ending), ...text }
}

/** The line that says that the server listens, and where. */
const listens = /Anteroom serves FHIR R4 at (\S+) /

/**
 * Starts a server and waits until it says that it listens. Its address is `BASE_URL` or that of a free port. Rejects with what it printed where it
 * ends before.
 */
export async function startProcess(t: Test, environment: Environment): Promise<ServerProcess> {
  const port = environment.PORT ?? String(await freePort())
  const { child, text, ending } = launch(t, ['start'], { SEED: 'off', LOG_LEVEL: 'warn', ...environment, PORT: port })
  const printed = (): string => text.stdout + text.stderr
  const said = new Promise<string>((resolve) => {
    child.stderr.on('data', () => {
      const address = listens.exec(text.stderr)?.[1]
      if (address !== undefined) resolve(address)
    })
  })
  const early = ending.then(({ code, signal }) => {
    throw new Error(`The server ended (${signal ?? code}) before it listened:\n${printed()}`)
  })
  const baseUrl = await Promise.race([said, early])
  early.catch(() => undefined)
  return {
    process: child,
    baseUrl,
    localUrl: port === '0' ? baseUrl : `http://127.0.0.1:${port}/fhir`,
    printed,
    ending,
    end: async (signal) => {
      child.kill(signal)
      return ending
    },
  }
}
