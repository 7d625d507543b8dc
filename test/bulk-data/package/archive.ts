import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Test } from 'tap'
import { Header } from 'tar'
import { freshFolder } from '../../harness/database.js'

/** A member of a made-up archive: a file with text, or something that a package may not have. */
export interface Member {
  readonly path: string
  readonly text?: string
  readonly type?: 'SymbolicLink' | 'Link' | 'CharacterDevice'
  /** What its header says, where that is not what is there. */
  readonly size?: number
}

const BLOCK = 512

function block({ path, text = '', type, size }: Member): Buffer {
  const bytes = Buffer.from(text)
  const header = new Header({
    path,
    type: type ?? 'File',
    size: size ?? bytes.length,
    mode: 0o644,
    ...(type?.endsWith('Link') === true ? { linkpath: '/etc/passwd' } : {}),
  })
  header.encode()
  const padding = Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK)
  return Buffer.concat([header.block ?? Buffer.alloc(BLOCK), bytes, padding])
}

/** The manifest of a package for tests. */
export const manifest = (name = 'test.package', version = '1.0.0', more: object = {}): Member => ({
  path: 'package/package.json',
  text: JSON.stringify({ name, version, fhirVersions: ['4.0.1'], ...more }),
})

/** A resource in the file that is named by its type and id. */
export const member = (resource: {
  readonly resourceType: string
  readonly id: string
  readonly [name: string]: unknown
}): Member => ({
  path: `package/${resource.resourceType}-${resource.id}.json`,
  text: JSON.stringify(resource),
})

/** Writes a `.tgz` of these members, just as they are; answers its path. */
export async function archiveOf(t: Test, members: readonly Member[]): Promise<string> {
  const path = join(await freshFolder(t), 'package.tgz')
  await writeFile(path, gzipSync(Buffer.concat([...members.map(block), Buffer.alloc(2 * BLOCK)])))
  return path
}

/** Writes an unpacked package; answers its folder. */
export async function folderOf(t: Test, members: readonly Member[]): Promise<string> {
  const root = await freshFolder(t)
  for (const { path, text = '' } of members) {
    const file = join(root, path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, text)
  }
  return root
}
