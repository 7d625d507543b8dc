import t from 'tap'
import { importFindings, unreachableFindings } from './imports.js'
import { linkFindings, mirrorFindings } from './mirrors.js'
import { deadLinkFindings, paperSizeFindings } from './papers.js'
import { classFindings, fileSizeFindings, functionFindings, medianLines } from './shapes.js'
import { type Finding, parseSources, type Source } from './source.js'
import { callFindings, nameFindings, skipFindings, unfinishedFindings } from './words.js'

/** The findings of a rule over one small file, each as `line: text`. */
function found(rule: (source: Source) => readonly Finding[], path: string, text: string): readonly string[] {
  return parseSources({ [path]: text })
    .flatMap(rule)
    .map((finding) => `${finding.line}: ${finding.text}`)
}

const many = (count: number, line: string): string => Array.from({ length: count }, () => line).join('\n')

t.test('imports may point down, and not up, sideways or out', async (t) => {
  t.strictSame(found(importFindings, 'src/store/read.ts', "import { sql } from '../sql/sql.js'\n"), [])
  t.strictSame(found(importFindings, 'src/store/read.ts', "import { index } from './index-row.js'\n"), [])
  t.match(found(importFindings, 'src/fhir/id.ts', "\nimport type { Sql } from '../sql/sql.js'\n"), [
    /^2: `fhir` may not import `sql`; it may import: nothing/,
  ])
  t.match(found(importFindings, 'src/store/read.ts', "export * from '../rest/server.js'\n"), [/`rest`/])
  t.match(found(importFindings, 'src/store/read.ts', "const rest = await import('../rest/server.js')\n"), [/`rest`/])
  t.match(found(importFindings, 'src/store/read.ts', "type R = import('../rest/server.js').R\n"), [/`rest`/])
  t.match(found(importFindings, 'src/sql/sql.ts', "import { x } from '../../test/x.js'\n"), [/outside src/])
  t.match(found(importFindings, 'src/odd/a.ts', "import { x } from '../fhir/x.js'\n"), [/not in the import table/])
  t.strictSame(found(importFindings, 'src/server.ts', "import { start } from './rest/start.js'\n"), [])
})

t.test('packages have one owner, and pure folders touch neither files nor sockets', async (t) => {
  t.strictSame(found(importFindings, 'src/database/postgres.ts', "import pg from 'pg'\n"), [])
  t.match(found(importFindings, 'src/store/read.ts', "import pg from 'pg'\n"), [/`pg` belongs to database/])
  t.match(found(importFindings, 'src/store/read.ts', "import x from '@electric-sql/pglite/vector'\n"), [/belongs to/])
  t.match(found(importFindings, 'src/interactions/read.ts', "import type { X } from 'fastify'\n"), [/belongs to rest/])
  t.match(found(importFindings, 'src/search/plan.ts', "import { open } from 'node:fs/promises'\n"), [/free of input/])
})

t.test('a file that no entry point leads to is found', async (t) => {
  const sources = parseSources({
    'src/main.ts': "import './a.js'\n",
    'src/a.ts': 'export const a = 1\n',
    'src/b.ts': "import './c.js'\n",
    'src/c.ts': "import './b.js'\n",
  })
  const findings = unreachableFindings(sources, ['src/main.ts', 'src/gone.ts'])
  t.strictSame(
    findings.map(({ path }) => path),
    ['src/gone.ts', 'src/b.ts', 'src/c.ts'],
  )
})

t.test('long files and functions are found, with their lines', async (t) => {
  t.strictSame(found(fileSizeFindings, 'src/a.ts', `${many(300, '//')}\n`), [])
  t.match(found(fileSizeFindings, 'src/a.ts', `${many(301, '//')}\n`), [/^301: The file has 301 lines/])
  t.strictSame(found(functionFindings, 'src/a.ts', `function a() {\n${many(58, '//')}\n}\n`), [])
  t.match(found(functionFindings, 'src/a.ts', `/** A. */\nfunction a() {\n${many(59, '//')}\n}\n`), [
    /^2: The function has 61 lines/,
  ])
  t.match(found(functionFindings, 'src/a.ts', `const a = () => {\n${many(59, '//')}\n}\n`), [/has 61 lines/])
  t.equal(medianLines(parseSources({ 'a.ts': '1\n', 'b.ts': '1\n2\n', 'c.ts': '1\n2\n3\n' })), 2)
})

t.test('too many and boolean parameters are found', async (t) => {
  t.strictSame(found(functionFindings, 'src/a.ts', 'const a = (a: 1, b: 2, c: 3, d: 4) => a\n'), [])
  t.match(found(functionFindings, 'src/a.ts', 'const a = (a: 1, b: 2, c: 3, d: 4, e: 5) => a\n'), [
    /takes 5 parameters/,
  ])
  t.match(found(functionFindings, 'src/a.ts', 'function a(deep: boolean) {}\n'), [/`deep` is boolean/])
  t.match(found(functionFindings, 'src/a.ts', 'function a(deep = false) {}\n'), [/`deep` is boolean/])
  t.match(found(functionFindings, 'src/a.ts', 'function a(deep?: boolean | undefined) {}\n'), [/`deep` is boolean/])
  t.match(found(functionFindings, 'src/a.ts', 'interface A { a(deep: boolean): void }\n'), [/`deep` is boolean/])
  t.strictSame(found(functionFindings, 'src/a.ts', 'const a = (x: number): boolean => x > 1\n'), [])
})

t.test('classes are errors only', async (t) => {
  t.strictSame(found(classFindings, 'src/a.ts', 'export class AError extends Error {}\n'), [])
  t.match(found(classFindings, 'src/a.ts', 'export class A {}\n'), [/Only errors/])
  t.match(found(classFindings, 'src/a.ts', 'export default class A extends Error {}\n'), [/default export/])
})

t.test('environment, clock, chance and console are found outside their homes', async (t) => {
  const text = 'process.env.A\nDate.now()\nnew Date()\nMath.random()\nconsole.log(1)\n'
  t.strictSame(
    found(callFindings, 'src/store/a.ts', text).map((finding) => finding.slice(0, 2)),
    ['1:', '2:', '3:', '4:', '5:'],
  )
  t.strictSame(found(callFindings, 'src/config.ts', 'process.env.A\n'), [])
  t.strictSame(found(callFindings, 'src/commands/import.ts', 'console.log(Date.now())\n'), [])
  t.strictSame(found(callFindings, 'src/a.ts', "new Date(0)\n// Date.now()\nconst a = 'Math.random'\n"), [])
})

t.test('names that say nothing are found', async (t) => {
  t.match(found(nameFindings, 'src/fhir/utils.ts', ''), [/`utils` says nothing/])
  t.match(found(nameFindings, 'src/fhir/date-helpers.ts', ''), [/says nothing/])
  t.match(found(nameFindings, 'src/data/id.ts', ''), [/`data` says nothing/])
  t.match(found(nameFindings, 'src/a.ts', 'export const handle = 1\n'), [/`handle`/])
  t.match(found(nameFindings, 'src/a.ts', 'export function createStoreManager() {}\n'), [/`createStoreManager`/])
  t.match(found(nameFindings, 'src/a.ts', 'export interface Base {}\n'), [/`Base`/])
  t.strictSame(found(nameFindings, 'src/a.ts', 'export interface Database {}\nconst data = 1\n'), [])
})

t.test('a pure file without its mirror is found, a file of types is not', async (t) => {
  const mirrors = (path: string, text: string): readonly string[] =>
    found((source) => mirrorFindings(source, new Set(['test/fhir/id.test.ts'])), path, text)
  t.strictSame(mirrors('src/fhir/id.ts', 'export const id = 1\n'), [])
  t.match(mirrors('src/fhir/uri.ts', 'export const uri = 1\n'), [/`test\/fhir\/uri.test.ts` is missing/])
  t.match(mirrors('src/fhir/uri.ts', "export { uri } from './id.js'\n"), [/is missing/])
  t.strictSame(mirrors('src/fhir/uri.ts', "export type { Uri } from './id.js'\nexport interface A {}\n"), [])
  t.strictSame(mirrors('src/rest/uri.ts', 'export const uri = 1\n'), [])
})

t.test('an interaction without its link is found', async (t) => {
  const link = '/** FHIR read. https://hl7.org/fhir/R4/http.html#read */'
  const read = 'export const read: Interaction = async () => ok()'
  t.strictSame(found(linkFindings, 'src/interactions/read.ts', `${link}\n${read}\n`), [])
  t.match(found(linkFindings, 'src/interactions/read.ts', `${link}\nconst a = 1\n/** Read. */\n${read}\n`), [
    /^4: Its doc comment needs a link/,
  ])
  t.match(found(linkFindings, 'src/operations/expand.ts', 'export const expand: Operation = f\n'), [/needs a link/])
  t.strictSame(found(linkFindings, 'src/interactions/etag.ts', 'export const etag = 1\n'), [])
})

t.test('skips without a reason and unfinished notes are found', async (t) => {
  t.match(found(skipFindings, 'test/a.test.ts', "t.test('a', { skip: true }, f)\n"), [/gives no reason/])
  t.match(found(skipFindings, 'test/a.test.ts', 't.skip()\n'), [/needs a reason/])
  t.match(found(skipFindings, 'test/a.test.ts', "t.only('a', f)\n"), [/may not stay/])
  t.strictSame(found(skipFindings, 'test/a.test.ts', "t.test('a', { skip: absent && 'no data' }, f)\n"), [])
  t.match(unfinishedFindings('a.md', `a\nb ${'TO'}${'DO'}: c\n`), [{ path: 'a.md', line: 2 }])
  t.strictSame(unfinishedFindings('a.md', 'todo lists are fine\n'), [])
})

t.test('papers that are missing or long, and dead links, are found', async (t) => {
  t.match(paperSizeFindings('README.md', undefined), [{ text: /missing/ }])
  t.match(paperSizeFindings('CONTRIBUTING.md', many(61, 'a')), [{ line: 61, text: /has 61 lines/ }])
  t.strictSame(paperSizeFindings('CONTRIBUTING.md', `${many(60, 'a')}\n`), [])
  const exists = (path: string): boolean => path === 'docs/a.md'
  t.strictSame(deadLinkFindings('docs/b.md', '[a](a.md#part) [b](https://x.example) [c](#here)', exists), [])
  t.match(deadLinkFindings('docs/b.md', 'a\n[c](../c.md)', exists), [{ line: 2, text: /`\.\.\/c\.md` leads nowhere/ }])
})
