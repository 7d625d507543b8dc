// `anteroom terminology` as a person runs it, each command in a process of its own.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import type { Environment } from '../../src/config.js'
import { durableDatabase, freshFolder, postgresAbsent } from '../harness/database.js'
import { runCommand, startProcess } from '../harness/process.js'
import { timeoutMs } from '../harness/random.js'

t.setTimeout(timeoutMs)

const environment: Environment = { ...(await durableDatabase(t)), SEED: 'off' }
const folder = await freshFolder(t)

async function write(name: string, content: string): Promise<string> {
  await writeFile(join(folder, name), content)
  return join(folder, name)
}

const order = await write(
  'icd10cm_order_2031.txt',
  ['00001 Q99     0 Invented things', '00002 Q991    1 Invented thing'].map((line) => line.padEnd(77)).join('\n'),
)
const system = (version: string, ...codes: readonly string[]): string =>
  JSON.stringify({
    resourceType: 'CodeSystem',
    url: 'http://example.org/things',
    version,
    status: 'active',
    content: 'complete',
    concept: codes.map((code) => ({ code })),
  })

const run = (...commandLine: readonly string[]) => runCommand(t, ['terminology', ...commandLine], environment)

t.test('import loads a file, list tells of it, and remove takes it away', async (t) => {
  const first = await run('import', order)
  t.match(first, {
    code: 0,
    stdout: 'ICD-10-CM (http://hl7.org/fhir/sid/icd-10-cm), version 2031: 2 concepts, 2 of them active.',
  })
  const table = await write('table.txt', '901|Invented|invented vaccine||Inactive|False|2031/02/01')
  const second = await run('import', table, '--system', 'cvx', '--version', '7')
  t.match(second, { code: 0, stdout: 'CVX (http://hl7.org/fhir/sid/cvx), version 7: 1 concepts, 0 of them active.' })
  const { stdout } = await run('list')
  t.match(
    stdout,
    /^http:\/\/hl7\.org\/fhir\/sid\/cvx\t7\t1 concepts\tcomplete\t\d\S+Z\nhttp:\/\/hl7\.org\/fhir\/sid\/icd-10-cm\t2031\t2 concepts/,
  )
  t.match(await run('remove', 'http://hl7.org/fhir/sid/cvx', '--version', '8'), {
    code: 1,
    stderr:
      'There is no imported code system `http://hl7.org/fhir/sid/cvx` of version `8`. See `anteroom terminology list`.',
  })
  t.match(await run('remove', 'http://hl7.org/fhir/sid/cvx'), { code: 0, stdout: 'is removed.' })
})

t.test('what is wrong is said in a sentence, and what is there stays', async (t) => {
  const things = await write('things.json', system('1', 'a', 'b'))
  t.equal((await run('import', things)).code, 0)
  const refuse = async (commandLine: readonly string[], sentence: RegExp): Promise<void> => {
    const { code, stderr } = await run(...commandLine)
    t.equal(code, 1, commandLine.join(' '))
    t.match(stderr, sentence)
    t.notMatch(stderr, /\n\s+at /, 'no stack trace')
  }
  await refuse(['import', join(folder, 'absent.json')], /There is no file or folder `.*absent\.json`/)
  await refuse(['import', order, '--system', 'snomed'], /Allowed choices are loinc, icd-10-cm, cvx, codesystem/)
  await refuse(['import', order, '--system', 'cvx'], /icd10cm_order_2031\.txt, line 1: this is no line of CDC’s table/)
  await writeFile(things, `${system('1', 'c').slice(0, -2)},\n{"code":}]}`)
  await refuse(['import', things], /things\.json, line 2: the JSON that begins here is wrong/)
  const { stdout } = await run('list')
  t.match(stdout, /http:\/\/example\.org\/things\t1\t2 concepts/)
  t.notMatch(stdout, 'sid/cvx', 'what was removed is not there')
})

t.test(
  'an import beside a running server is refused on the embedded database, and seen by it on PostgreSQL',
  async (t) => {
    const server = await startProcess(t, environment)
    const { code, stderr } = await run('import', await write('more.json', system('2', 'c')))
    if (postgresAbsent === false) {
      t.equal(code, 0)
      return
    }
    t.equal(code, 1)
    t.match(stderr, /is open in another process/)
    await server.end('SIGTERM')
  },
)
