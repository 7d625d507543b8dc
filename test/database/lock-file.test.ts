import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
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
  t.throws(() => takeLockFile(folder), new RegExp(`${folder}.*\\(${process.ppid}\\)`))
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
