import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { takeLockFile } from '../../src/database/lock-file.js'
import { freshFolder } from '../harness/database.js'

t.test('makes the folder, names this process in the lock, and takes it away again', async (t) => {
  const folder = join(await freshFolder(t), 'deep', 'data')
  const lock = takeLockFile(folder)
  const path = join(folder, 'anteroom.lock')
  t.equal(readFileSync(path, 'utf8'), String(process.pid))
  lock.release()
  t.notOk(existsSync(path))
  lock.release()
})

t.test('refuses a folder that another process has, and says which and what to do', async (t) => {
  const folder = await freshFolder(t)
  writeFileSync(join(folder, 'anteroom.lock'), String(process.ppid))
  t.throws(() => takeLockFile(folder), new RegExp(`${folder}.*\\(${process.ppid}\\).*remove ${folder}/anteroom.lock`))
  t.equal(readFileSync(join(folder, 'anteroom.lock'), 'utf8'), String(process.ppid))
})

t.test('takes over what a killed process left, and what makes no sense', async (t) => {
  const { pid } = spawnSync(process.execPath, ['--version'])
  // In a container the process before had the same number.
  for (const left of [String(pid), String(process.pid), '', 'nonsense', '-1']) {
    const folder = await freshFolder(t)
    writeFileSync(join(folder, 'anteroom.lock'), left)
    takeLockFile(folder).release()
    t.notOk(existsSync(join(folder, 'anteroom.lock')), left)
  }
})

t.test('a lock that somebody else took meanwhile is not removed', async (t) => {
  const folder = await freshFolder(t)
  const lock = takeLockFile(folder)
  writeFileSync(join(folder, 'anteroom.lock'), String(process.ppid))
  lock.release()
  t.equal(readFileSync(join(folder, 'anteroom.lock'), 'utf8'), String(process.ppid))
})

t.test('of several that start at once beside the lock of a killed process, one wins', async (t) => {
  const { pid } = spawnSync(process.execPath, ['--version'])
  const folder = await freshFolder(t)
  writeFileSync(join(folder, 'anteroom.lock'), String(pid))
  const module = new URL('../../src/database/lock-file.js', import.meta.url).href
  const program = `
    const { takeLockFile } = await import(${JSON.stringify(module)})
    const took = () => { try { takeLockFile(${JSON.stringify(folder)}); return 'won' } catch { return 'lost' } }
    process.stdin.once('data', () => process.stdout.write(took()))
    process.stdout.write('ready')`
  const starters = Array.from({ length: 4 }, () => spawn(process.execPath, ['--input-type=module', '-e', program]))
  await Promise.all(starters.map(({ stdout }) => once(stdout, 'data')))
  const answers = starters.map(async ({ stdin, stdout }) => {
    stdin.write('go')
    return String((await once(stdout, 'data'))[0])
  })
  t.same((await Promise.all(answers)).sort(), ['lost', 'lost', 'lost', 'won'])
  t.same(readdirSync(folder), ['anteroom.lock'], 'nothing else is left')
  const exits = starters.map((starter) => once(starter, 'exit'))
  for (const { stdin } of starters) stdin.end()
  await Promise.all(exits)
})
