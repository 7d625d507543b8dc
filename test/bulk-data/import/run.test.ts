import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import t from 'tap'
import { importFiles } from '../../../src/bulk-data/import/run.js'
import { createMemoryProgress, createMemoryTarget, optionsFor } from './memory-target.js'

const patient = (id: string, more = ''): string => `{"resourceType":"Patient","id":"${id}"${more}}`
const lines = (count: number): string => Array.from({ length: count }, (_, i) => `${patient(`p${i}`)}\n`).join('')

t.test('imports NDJSON, documents and single resources, packed or not, keeping ids and exact text', async (t) => {
  const folder = t.testdir({
    'a.ndjson': `${patient('a1')}\r\n\n${patient('a2', ',"multipleBirthInteger":2')}`,
    below: { 'b.json': ` { "resourceType": "Observation",\n "id": "b1", "valueQuantity": {"value": 1.10} } ` },
    'notes.txt': 'not imported',
  })
  writeFileSync(join(folder, 'c.ndjson.gz'), gzipSync(`${patient('c1')}\n`))
  const target = createMemoryTarget()
  const options = optionsFor(target, [folder])
  const summary = await importFiles(options)
  t.strictSame([...target.stored.keys()], ['Patient/a1', 'Patient/a2', 'Observation/b1', 'Patient/c1'])
  t.equal(target.stored.get('Observation/b1')?.rest, ',"valueQuantity":{"value":1.10}')
  t.strictSame(summary.types.get('Patient'), { created: 3, updated: 0, unchanged: 0, rejected: 0 })
  t.strictSame(summary.filesIgnored, [join(folder, 'notes.txt')])
  t.strictSame(options.rejected, [])
})

t.test('gives ids to resources without one, by their full url where it names one', async (t) => {
  const uuid = '0b0b5f0e-5b8e-4d0b-9d5c-6d2f0d1f7a11'
  const folder = t.testdir({
    'a.json': JSON.stringify({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        { fullUrl: `urn:uuid:${uuid}`, resource: { resourceType: 'Patient' } },
        { fullUrl: 'https://x.example/fhir/Patient/7', resource: { resourceType: 'Patient' } },
        { resource: { resourceType: 'Patient' } },
      ],
    }),
  })
  const target = createMemoryTarget()
  await importFiles(optionsFor(target, [folder]))
  t.strictSame([...target.stored.keys()], [`Patient/${uuid}`, 'Patient/7', 'Patient/made-1'])
})

t.test('rewrites references to other entries, and leaves identifiers alone', async (t) => {
  const urn = 'urn:uuid:0b0b5f0e-5b8e-4d0b-9d5c-6d2f0d1f7a11'
  const folder = t.testdir({
    'a.json': JSON.stringify({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        { fullUrl: urn, resource: { resourceType: 'Patient', id: 'p', identifier: [{ value: urn }] } },
        {
          resource: {
            resourceType: 'Observation',
            id: 'o',
            subject: { reference: urn },
            focus: [{ reference: 'urn:x' }],
          },
        },
      ],
    }),
  })
  const target = createMemoryTarget()
  await importFiles(optionsFor(target, [folder]))
  t.match(target.stored.get('Observation/o')?.resource, {
    subject: { reference: 'Patient/p' },
    focus: [{ reference: 'urn:x' }],
  })
  t.match(target.stored.get('Patient/p')?.resource, { identifier: [{ value: urn }] })
})

t.test(
  'resolves conditional references against what was imported just before, and rejects what matches nothing',
  async (t) => {
    const observation = (id: string, who: string) => ({
      resource: { resourceType: 'Observation', id, performer: [{ reference: `Practitioner?identifier=s|${who}` }] },
    })
    const folder = t.testdir({
      '0.ndjson': '{"resourceType":"Practitioner","id":"moss","identifier":[{"system":"s","value":"1"}]}\n',
      '1.json': JSON.stringify({
        resourceType: 'Bundle',
        type: 'collection',
        entry: [observation('known', '1'), observation('unknown', '2')],
      }),
    })
    const target = createMemoryTarget()
    const options = optionsFor(target, [folder])
    const summary = await importFiles(options)
    t.match(target.stored.get('Observation/known')?.resource, { performer: [{ reference: 'Practitioner/moss' }] })
    t.equal(target.stored.has('Observation/unknown'), false)
    t.match(options.rejected, [
      { file: join(folder, '1.json'), entry: 1, reason: /`Practitioner\?identifier=s\|2` matches no/ },
    ])
    t.match(summary.types.get('Observation'), { created: 1, rejected: 1 })
  },
)

t.test('a conditional create finds what is there, a conditional update replaces it', async (t) => {
  const entry = (method: string, more: object, active: string) => ({
    request: { method, ...more },
    resource: { resourceType: 'Practitioner', identifier: [{ system: 's', value: '1' }], active },
  })
  const folder = t.testdir({
    '0.ndjson': '{"resourceType":"Practitioner","id":"moss","identifier":[{"system":"s","value":"1"}]}\n',
    '1.json': JSON.stringify({
      resourceType: 'Bundle',
      type: 'batch',
      entry: [entry('POST', { url: 'Practitioner', ifNoneExist: 'identifier=s|1' }, 'created')],
    }),
    '2.json': JSON.stringify({
      resourceType: 'Bundle',
      type: 'batch',
      entry: [entry('PUT', { url: 'Practitioner?identifier=s|1' }, 'replaced')],
    }),
  })
  const target = createMemoryTarget()
  const summary = await importFiles(optionsFor(target, [folder]))
  t.strictSame([...target.stored.keys()], ['Practitioner/moss'])
  t.match(target.stored.get('Practitioner/moss')?.resource, { active: 'replaced' })
  t.strictSame(summary.types.get('Practitioner'), { created: 1, updated: 1, unchanged: 1, rejected: 0 })
})

t.test('rejects what it cannot read or store, each with its place and reason, and goes on', async (t) => {
  const folder = t.testdir({
    'a.ndjson': [
      patient('ok'),
      '{"resourceType":"Patient"',
      '{"id":"x"}',
      patient('not valid!'),
      '{"resourceType":"Unicorn","id":"u","meta":{"tag":[{"code":"t"}]}}',
      patient('twice', ',"active":true,"active":false'),
    ].join('\n'),
    'b.json': '{"resourceType":"Bundle","type":"batch","entry":[{"request":{"method":"DELETE","url":"Patient/1"}}]}',
    'c.json': 'no JSON',
  })
  const packed = gzipSync(lines(2_000))
  writeFileSync(join(folder, 'd.ndjson.gz'), packed.subarray(0, packed.length - 40))
  const target = createMemoryTarget()
  const options = optionsFor(target, [folder])
  const summary = await importFiles(options)
  const places = options.rejected
    .map(({ file, line, entry }) => `${file.slice(folder.length + 1)} ${line} ${entry}`)
    .sort()
  t.strictSame(places, [
    'a.ndjson 2 undefined',
    'a.ndjson 3 undefined',
    'a.ndjson 4 undefined',
    'a.ndjson 5 undefined',
    'a.ndjson 6 undefined',
    'b.json undefined 0',
    'c.json undefined undefined',
    'd.ndjson.gz undefined undefined',
  ])
  t.match(
    options.rejected.find(({ line }) => line === 5),
    {
      reason: 'There is no type `Unicorn`.',
      resource: '{"resourceType":"Unicorn","id":"u","meta":{"tag":[{"code":"t"}]}}',
    },
  )
  t.equal(summary.types.get('(unreadable)')?.rejected, 6)
  t.ok(target.stored.has('Patient/ok'))
})

t.test('continues after the last checkpoint when it was stopped, and skips files that are done', async (t) => {
  const folder = t.testdir({ 'a.ndjson': lines(12_000), 'b.json': patient('last') })
  const progress = createMemoryProgress()
  // 30 calls of 250 are past the checkpoint after 5,000.
  await t.rejects(importFiles(optionsFor(createMemoryTarget(30), [folder], progress)), {
    message: 'The database is gone.',
  })
  const { linesDone = 0, complete } = progress.saved.at(-1) ?? {}
  t.ok(linesDone >= 5_000 && linesDone < 7_500 && complete === false, `${linesDone} lines are done`)

  const second = createMemoryTarget()
  const summary = await importFiles(optionsFor(second, [folder], progress))
  t.equal(second.stored.size, 12_000 - linesDone + 1)
  t.ok(second.stored.has(`Patient/p${linesDone}`) && !second.stored.has(`Patient/p${linesDone - 1}`))
  t.equal(summary.filesRead, 2)

  t.match(await importFiles(optionsFor(createMemoryTarget(), [folder], progress)), { filesRead: 0, filesSkipped: 2 })
  writeFileSync(join(folder, 'b.json'), patient('changed'))
  t.match(await importFiles(optionsFor(createMemoryTarget(), [folder], progress)), { filesRead: 1, filesSkipped: 1 })
})

t.test('tells how far it is, and ends at the total', async (t) => {
  const folder = t.testdir({ 'a.ndjson': lines(3_000) })
  const options = optionsFor(createMemoryTarget(), [folder])
  await importFiles(options)
  const last = options.told.at(-1)
  t.match(last, { resources: 3_000, bytesDone: lines(3_000).length, bytesTotal: lines(3_000).length, secondsLeft: 0 })
  t.ok(options.told.length >= 12)
  t.ok(options.told.every(({ bytesDone }, at) => at === 0 || bytesDone >= (options.told[at - 1]?.bytesDone ?? 0)))
})

t.test('refuses a path that is not there or is something else', async (t) => {
  const folder = t.testdir({ 'a.xml': '<Patient/>' })
  await t.rejects(importFiles(optionsFor(createMemoryTarget(), [join(folder, 'none')])), /There is no file or folder/)
  await t.rejects(importFiles(optionsFor(createMemoryTarget(), [join(folder, 'a.xml')])), /has to end in/)
})
