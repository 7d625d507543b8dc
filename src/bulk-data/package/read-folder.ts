import { lstat, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isPackageFile } from './member-path.js'
import type { PackageFile, PackageLimits } from './package.js'

/** The folder that has `package.json`: the one named, or `package` in it. */
async function packageFolder(path: string): Promise<string> {
  for (const folder of [join(path, 'package'), path]) {
    const status = await lstat(join(folder, 'package.json')).catch(() => undefined)
    if (status?.isFile() === true) return folder
  }
  throw new Error(`\`${path}\` is no FHIR package: it has no \`package.json\`.`)
}

/**
 * Reads the files of an unpacked package, as `readArchive` does those of an archive; links are refused, folders in it passed over. Throws an Error
 * that says what is wrong.
 */
export async function readFolder(path: string, limits: PackageLimits): Promise<readonly PackageFile[]> {
  const folder = await packageFolder(path)
  const names = (await readdir(folder)).filter((name) => isPackageFile(`package/${name}`)).sort()
  if (names.length > limits.entries) throw new Error(`\`${path}\` has more than ${limits.entries} files.`)
  const files: PackageFile[] = []
  let total = 0
  for (const name of names) {
    const file = join(folder, name)
    const status = await lstat(file)
    if (status.isSymbolicLink()) throw new Error(`\`${file}\` is a link, which a package may not have.`)
    if (!status.isFile()) continue
    total += status.size
    if (status.size > limits.fileBytes) throw new Error(`\`${file}\` has more than ${limits.fileBytes} bytes.`)
    if (total > limits.totalBytes) throw new Error(`\`${path}\` has more than ${limits.totalBytes} bytes.`)
    files.push({ path: `package/${name}`, bytes: await readFile(file) })
  }
  return files
}
