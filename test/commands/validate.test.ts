import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import t from 'tap'
import { freshFolder } from '../harness/database.js'
import { runCommand } from '../harness/process.js'
import { timeoutMs } from '../harness/random.js'

t.setTimeout(timeoutMs)

const folder = await freshFolder(t)
await mkdir(join(folder, 'inner'))
const files: Readonly<Record<string, string | Buffer>> = {
  'right.json': '{"resourceType":"Patient","gender":"male"}',
  'wrong.json': '{"resourceType":"Patient","gender":"nonsense"}',
  'inner/patient.xml': '<Patient xmlns="http://hl7.org/fhir"><birthDate value="2023-02-30"/></Patient>',
  'inner/lines.ndjson.gz': gzipSync(
    '{"resourceType":"Patient"}\r\n\n{"resourceType":"Patient","nonsense":1}\nno json\n',
  ),
  'inner/bundle.json': JSON.stringify({
    resourceType: 'Bundle',
    type: 'collection',
    entry: [
      { fullUrl: 'urn:uuid:7b1f4e5a-8f5f-4f1c-9d53-0a0000000001', resource: { resourceType: 'Patient', active: 1 } },
    ],
  }),
  'inner/readme.md': 'no resource',
}
for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content)
const at = (name: string): string => join(folder, name)

t.test('a right file is silent and ends with 0', async (t) => {
  const { code, stdout, stderr } = await runCommand(t, ['validate', at('right.json')], {})
  t.equal(code, 0)
  t.equal(stdout, '')
  t.match(stderr, '1 resource was validated; none has errors.')
})

t.test('every error is a line with file, severity, place and sentence; the end is 1', async (t) => {
  const { code, stdout, stderr } = await runCommand(
    t,
    ['validate', folder, at('absent.json'), at('inner/readme.md')],
    {},
  )
  t.equal(code, 1)
  const lines = stdout.trim().split('\n')
  const expected = [
    [/wrong\.json: error: Patient\.gender: .*`nonsense`/, 1],
    [/patient\.xml: error: Patient\.birthDate: .*2023-02-30/, 1],
    [/lines\.ndjson\.gz:3: error: Patient\.nonsense: /, 1],
    [/lines\.ndjson\.gz:4: error: .*not a JSON value/, 1],
    [/bundle\.json: error: Bundle\.entry\[0\]\.resource\.active: /, 1],
    [/absent\.json: fatal: .*no such file/, 1],
    [/readme\.md: fatal: .*has to end in \.json/, 1],
    [/right\.json/, 0],
  ] as const
  for (const [pattern, count] of expected) {
    t.equal(lines.filter((line) => pattern.test(line)).length, count, String(pattern))
  }
  t.match(stderr, /9 resources were validated; 7 of them have errors\./)
})

t.test('--json prints an OperationOutcome for each resource', async (t) => {
  const { stdout } = await runCommand(t, ['validate', '--json', at('right.json'), at('wrong.json')], {})
  const outcomes = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  t.match(outcomes, [
    {
      resourceType: 'OperationOutcome',
      extension: [{ valueString: at('right.json') }],
      issue: [{ severity: 'information' }],
    },
    { resourceType: 'OperationOutcome', issue: [{ severity: 'error', expression: ['Patient.gender'] }] },
  ])
})

t.test('--profile holds each resource to a profile, --package knows those of a package', async (t) => {
  const unknown = 'http://clinic.example/StructureDefinition/born'
  const none = await runCommand(t, ['validate', '--profile', unknown, at('right.json')], {})
  t.equal(none.code, 1)
  t.match(none.stdout, unknown)
  await mkdir(at('package/package'), { recursive: true })
  const manifest = { name: 'clinic.example', version: '1.0.0', fhirVersions: ['4.0.1'], type: 'fhir.ig' }
  await writeFile(at('package/package/package.json'), JSON.stringify(manifest))
  const profile = {
    resourceType: 'StructureDefinition',
    id: 'born',
    url: unknown,
    name: 'Born',
    status: 'active',
    kind: 'resource',
    abstract: false,
    type: 'Patient',
    baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Patient',
    derivation: 'constraint',
    differential: { element: [{ id: 'Patient.birthDate', path: 'Patient.birthDate', min: 1 }] },
  }
  await writeFile(at('package/package/StructureDefinition-born.json'), JSON.stringify(profile))
  const born = await runCommand(t, ['validate', '--package', at('package'), '--profile', unknown, at('right.json')], {})
  t.match(born.stdout, /right\.json: error: Patient\.birthDate: /, born.stderr)
  const absent = await runCommand(t, ['validate', '--package', at('absent.tgz'), at('right.json')], {})
  t.equal(absent.code, 1)
  t.notMatch(absent.stderr, /\n\s+at /, 'no stack trace')
})
