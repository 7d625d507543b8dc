import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'

/** Where the compiled project lies: this file is `dist/bench/processes.js`. */
export const projectFolder = fileURLToPath(new URL('../../', import.meta.url))

/** Environment variables of a child process. */
export type Environment = Readonly<Record<string, string>>

/** A server in a process of its own. */
export interface ServerProcess {
  /** `http://127.0.0.1:PORT/fhir` */
  readonly baseUrl: string
  readonly process: ChildProcess
  /** From the start of the process until it said that it listens. */
  readonly listeningMs: number
  stop(): Promise<void>
}

/** Settings from outside that would change what is measured stay outside. */
function childEnvironment(own: Environment): NodeJS.ProcessEnv {
  const { PATH, HOME, NODE_OPTIONS } = process.env
  return { PATH, HOME, ...(NODE_OPTIONS === undefined ? {} : { NODE_OPTIONS }), ...own }
}

async function exited(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  const [code] = (await once(child, 'exit')) as [number | null]
  return code
}

/** Runs a script that prints its address to stderr, and waits for that. Throws what it printed where it ends before. */
export async function startProcess(
  script: string,
  parameters: readonly string[],
  own: Environment,
  folder = projectFolder,
): Promise<ServerProcess> {
  const startedMs = performance.now()
  // Flags of this process go on to its children: `node --cpu-prof dist/bench/main.js read` profiles them all.
  const child = spawn(process.execPath, [...process.execArgv, script, ...parameters], {
    cwd: folder,
    env: childEnvironment(own),
    // The log is written, as it is in service, and read by nobody.
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let printed = ''
  const baseUrl = await new Promise<string>((resolve, reject) => {
    child.stderr?.on('data', (chunk: Buffer) => {
      printed += chunk
      const address = /http:\/\/127\.0\.0\.1:\d+\/fhir/.exec(printed)?.[0]
      if (address !== undefined) resolve(address)
    })
    child.once('error', reject)
    child.once('exit', () => reject(new Error(`${script} ended before it listened:\n${printed}`)))
  })
  return {
    baseUrl,
    process: child,
    listeningMs: performance.now() - startedMs,
    stop: async () => {
      child.kill('SIGTERM')
      await exited(child)
    },
  }
}

/** The real server, without the example clinic; on a free port unless `own` names one. */
export const startServer = (own: Environment): Promise<ServerProcess> =>
  startProcess('dist/src/main.js', ['start'], { PORT: '0', SEED: 'off', ...own })

/** A port that is free now: for stores whose index is built for the same base address before and after a start. */
export async function freePort(): Promise<string> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  return String(typeof address === 'object' && address !== null ? address.port : 0)
}

/** Runs a command to its end. Throws what it printed where it fails. */
export async function run(
  command: string,
  parameters: readonly string[],
  own: Environment,
  folder = projectFolder,
): Promise<void> {
  const child = spawn(command, parameters, {
    cwd: folder,
    env: childEnvironment(own),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      printed = `${printed}${chunk}`.slice(-10_000)
    })
  }
  const code = await exited(child)
  if (code !== 0) throw new Error(`${command} ${parameters.join(' ')} ended with ${code}:\n${printed}`)
}

/** Runs `anteroom …` to its end. */
export const runCommand = (parameters: readonly string[], own: Environment): Promise<void> =>
  run(process.execPath, ['dist/src/main.js', ...parameters], own)

/** Megabytes that a process holds in memory; undefined where the system has no `/proc`. */
export function residentMegabytes({ pid }: ChildProcess): number | undefined {
  try {
    const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024
  } catch {
    return undefined
  }
}
