import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { openProgressFile } from '../../../src/bulk-data/import/progress-file.js'
import { createRejectsFile } from '../../../src/bulk-data/import/rejects-file.js'
import { importFiles } from '../../../src/bulk-data/import/run.js'
import { createMemoryTarget, optionsFor } from './memory-target.js'

t.test('progress is found again after a restart, also when the last line was cut off', async (t) => {
  const path = join(t.testdir({}), 'progress')
  const first = await openProgressFile(path, 'here')
  const record = { path: '/a', size: 1, modifiedMs: 2, linesDone: 3, complete: false }
  await first.save(record)
  await first.save({ ...record, linesDone: 5 })
  appendFileSync(path, '{"path":"/a","size":1,"linesD')
  const second = await openProgressFile(path, 'here')
  t.equal(second.find('/a')?.linesDone, 5)
  t.equal(second.find('/b'), undefined)
  await second.save({ ...record, complete: true })
  t.equal((await openProgressFile(path, 'here')).find('/a')?.complete, true)
  t.equal((await openProgressFile(path, 'elsewhere')).find('/a'), undefined, 'another database has it still to do')
})

t.test('rejects keep the exact text of the resource, and can be imported once the reason is gone', async (t) => {
  const folder = t.testdir({ 'a.ndjson': '{"resourceType":"Unicorn","id":"u","horn":1.10}\n{"broken\n' })
  const path = join(folder, 'rejects.ndjson')
  const rejects = createRejectsFile(path)
  await rejects.add([])
  t.equal(existsSync(path), false, 'there is no file without rejects')
  await importFiles({ ...optionsFor(createMemoryTarget(), [join(folder, 'a.ndjson')]), rejects })
  const lines = readFileSync(path, 'utf8').trim().split('\n').sort()
  t.equal(lines.length, 2)
  t.match(lines[0], /"resource":\{"resourceType":"Unicorn","id":"u","horn":1\.10\}\}$/)
  t.match(JSON.parse(lines[1] ?? ''), { line: 2, reason: /string is not closed/, unreadable: '{"broken' })

  const corrected = t.testdir({ 'again.ndjson': `${lines[0]?.replace('"Unicorn"', '"Patient"')}\n` })
  const target = createMemoryTarget()
  await importFiles(optionsFor(target, [corrected]))
  t.equal(target.stored.get('Patient/u')?.rest, ',"horn":1.10')
})
