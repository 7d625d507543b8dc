import { connect, type Socket } from 'node:net'
import { observation } from './resources.js'

/** What many connections did in a while. */
interface Load {
  readonly answers: number
  readonly seconds: number
}

interface LoadOptions {
  /** The address whose host and port take the requests. */
  readonly baseUrl: string
  readonly connections: number
  readonly seconds: number
  /** The bytes of the next request; undefined when there are no more. */
  readonly next: () => Buffer | undefined
}

/** A POST with everything about it, ready for the socket. */
function postBytes(url: string, body: string): Buffer {
  const { host, pathname } = new URL(url)
  const head = [
    `POST ${pathname} HTTP/1.1`,
    `Host: ${host}`,
    'Content-Type: application/fhir+json',
    'Connection: keep-alive',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ]
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`)
}

/** The length of the answer that begins a buffer, as soon as its headers are there. Throws for any status but 2xx. */
function lengthOf(answer: Buffer): number | undefined {
  const end = answer.indexOf('\r\n\r\n')
  if (end < 0) return undefined
  const head = answer.toString('latin1', 0, end)
  if (head[9] !== '2') throw new Error(`A request failed: ${answer.toString('utf8')}`)
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1]
  return end + 4 + Number(length ?? 0)
}

/** Sends one request after the other over a connection until the time is over. */
function converse(socket: Socket, options: LoadOptions, isOver: () => boolean): Promise<number> {
  return new Promise((resolve, reject) => {
    let received: Buffer = Buffer.alloc(0)
    let answers = 0
    const send = (): void => {
      const request = isOver() ? undefined : options.next()
      if (request !== undefined) {
        socket.write(request)
        return
      }
      socket.destroy()
      resolve(answers)
    }
    socket.on('connect', send)
    socket.on('error', reject)
    socket.on('data', (chunk) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk])
      try {
        const length = lengthOf(received)
        if (length === undefined || received.length < length) return
      } catch (error) {
        socket.destroy()
        return reject(error)
      }
      received = Buffer.alloc(0)
      answers++
      send()
    })
  })
}

/**
 * Many connections, each with one request under way: for requests whose bodies all differ. autocannon takes 45 µs for each, of the two cores
 * that the server and PostgreSQL need as well; this takes 25 µs. (For one GET without a body both take 18 µs.)
 */
async function drive(options: LoadOptions): Promise<Load> {
  const { hostname, port } = new URL(options.baseUrl)
  const startedMs = performance.now()
  const isOver = (): boolean => performance.now() - startedMs > options.seconds * 1000
  const counts = await Promise.all(
    Array.from({ length: options.connections }, () =>
      converse(connect({ host: hostname, port: Number(port), noDelay: true }), options, isOver),
    ),
  )
  const answers = counts.reduce((sum, count) => sum + count, 0)
  return { answers, seconds: (performance.now() - startedMs) / 1000 }
}

const CREATE_CONNECTIONS = 128

/** Posts Observations at 128 connections for a while; answers how many a second were created. Throws where one was refused. */
export async function createObservations(
  baseUrl: string,
  options: { readonly seconds: number; readonly patients: number; readonly random: () => number },
): Promise<number> {
  const { seconds, patients, random } = options
  const url = `${baseUrl}/Observation`
  // Made before the time runs, and more than can be sent in it.
  const requests = Array.from({ length: Math.ceil(seconds * 20_000) }, () =>
    postBytes(url, JSON.stringify(observation(random, patients))),
  )
  const load = await drive({ baseUrl, connections: CREATE_CONNECTIONS, seconds, next: () => requests.pop() })
  return load.answers / load.seconds
}
