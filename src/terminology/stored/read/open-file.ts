import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { CodeSystemFile, Opening } from './code-system-file.js'
import { openCodeSystem } from './code-system-json.js'
import { openCvx } from './cvx.js'
import { openIcd10Cm } from './icd-10-cm.js'
import { openLoinc } from './loinc.js'

/** The forms of files that can be imported. */
export const fileSystems = ['loinc', 'icd-10-cm', 'cvx', 'codesystem'] as const
export type FileSystem = (typeof fileSystems)[number]

const readers: Readonly<Record<FileSystem, (opening: Opening) => Promise<CodeSystemFile>>> = {
  loinc: openLoinc,
  'icd-10-cm': openIcd10Cm,
  cvx: openCvx,
  codesystem: openCodeSystem,
}

/** What names tell. */
const names: readonly (readonly [RegExp, FileSystem])[] = [
  [/^loinc.*\.csv$/i, 'loinc'],
  [/^icd[-_]?10[-_]?cm.*\.txt$/i, 'icd-10-cm'],
  [/^cvx.*\.txt$/i, 'cvx'],
  [/\.json(\.gz)?$/i, 'codesystem'],
]

/** Opens a published file or folder. Without a form its name decides. Throws an Error that says what is wrong with the file and where. */
export async function openFile(
  opening: Opening & { readonly system: FileSystem | undefined },
): Promise<CodeSystemFile> {
  return readers[opening.system ?? (await formOf(opening.path))](opening)
}

async function formOf(path: string): Promise<FileSystem> {
  const status = await stat(path).catch(() => undefined)
  if (status === undefined) throw new Error(`There is no file or folder \`${path}\`.`)
  if (status.isDirectory()) return 'loinc'
  const found = names.find(([pattern]) => pattern.test(basename(path)))
  if (found === undefined) {
    throw new Error(
      `The name of \`${path}\` doesn’t tell what it is; say it with \`--system\`: ${fileSystems.join(', ')}.`,
    )
  }
  return found[1]
}
