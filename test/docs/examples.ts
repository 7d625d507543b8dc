import { readFileSync, writeFileSync } from 'node:fs'
import type { Test } from 'tap'
import type { Answer, Json, TestServer } from '../harness/server.js'

/** An example of a page: a request as a shell's `curl`, and the answer that the page shows after it. */
export interface DocumentedExample {
  readonly command: string
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
  /** What the page shows: the whole answer, or `…` in the place of what is left out. */
  readonly shown: string
}

const base = 'http://127.0.0.1:8080/fhir'
const block = /```sh\n(curl [\s\S]*?)```\n+```json\n([\s\S]*?)```/g

/** The words of a command: quoted ones are taken as they stand. */
const wordsOf = (command: string): readonly string[] =>
  [...command.replaceAll('\\\n', ' ').matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')

function exampleOf(command: string, shown: string): DocumentedExample {
  const words = wordsOf(command)
  const after = (option: string): readonly string[] =>
    words.flatMap((word, at) => (word === option ? [words[at + 1] ?? ''] : []))
  const [body] = after('-d')
  const headers = Object.fromEntries(
    after('-H').map((header) => {
      const [name = '', value = ''] = header.split(/: (.*)/s)
      return [name.toLowerCase(), value]
    }),
  )
  const address = words.find((word) => word.startsWith(base)) ?? ''
  const [method = body === undefined ? 'GET' : 'POST'] = after('-X')
  return { command, method, path: address.slice(base.length), headers, body, shown }
}

const fileOf = (page: string): URL => new URL(`../../../docs/${page}`, import.meta.url)

/** The examples of a page, in their order. */
export const examplesOf = (page: string): readonly DocumentedExample[] =>
  [...readFileSync(fileOf(page), 'utf8').matchAll(block)].map(([, command = '', shown = '']) =>
    exampleOf(command, shown),
  )

/** What changes with each run stays out of pages. */
const withoutChance = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(withoutChance)
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(
    ([name]) => !['timestamp', 'identifier', 'lastUpdated', 'versionId'].includes(name),
  )
  return Object.fromEntries(kept.map(([name, each]) => [name, withoutChance(each as Json)]))
}

/** A server's answer as a page shows it. */
const printed = ({ text }: Answer): string =>
  `${JSON.stringify(withoutChance(JSON.parse(text)), null, 2).replace(/\b[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}\b/g, '…')}\n`

/** Sends every example of a page, in order, and compares the answers with what it shows; `UPDATE_GOLDEN=1` writes them into the page. */
export async function tryExamples(t: Test, page: string, { send }: TestServer): Promise<void> {
  let text = readFileSync(fileOf(page), 'utf8')
  const examples = examplesOf(page)
  t.ok(examples.length > 0, `${page} has examples`)
  for (const { command, method, path, headers, body, shown } of examples) {
    const answer = await send(method, path, { headers, ...(body === undefined ? {} : { body }) })
    const found = printed(answer)
    if (process.env.UPDATE_GOLDEN === '1')
      text = text.replace(`${command}\`\`\`\n\n\`\`\`json\n${shown}`, () => `${command}\`\`\`\n\n\`\`\`json\n${found}`)
    else t.equal(found, shown, command)
  }
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(fileOf(page), text)
}
