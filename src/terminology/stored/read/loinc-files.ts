import { stat } from 'node:fs/promises'
import { join } from 'node:path'

/** The files of a release that are read. */
export interface LoincFiles {
  readonly table: string
  readonly hierarchy: string | undefined
  readonly parts: string | undefined
  readonly answers: string | undefined
}

/** Where they lie in the folder of a release; the hierarchy had another name until version 2.72. */
const places: Readonly<Record<keyof LoincFiles, readonly string[]>> = {
  table: ['LoincTable/Loinc.csv', 'Loinc.csv', 'loinc.csv'],
  hierarchy: [
    'AccessoryFiles/ComponentHierarchyBySystem/ComponentHierarchyBySystem.csv',
    'ComponentHierarchyBySystem.csv',
    'AccessoryFiles/MultiAxialHierarchy/MultiAxialHierarchy.csv',
    'MultiAxialHierarchy.csv',
  ],
  parts: ['AccessoryFiles/PartFile/Part.csv', 'Part.csv'],
  answers: ['AccessoryFiles/AnswerFile/AnswerList.csv', 'AnswerList.csv'],
}

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (status) => status.isFile(),
    () => false,
  )

/** Finds them below a folder; a file is the table alone. Throws an Error where there is neither. */
export async function findLoincFiles(path: string): Promise<LoincFiles> {
  if (await isFile(path)) return { table: path, hierarchy: undefined, parts: undefined, answers: undefined }
  const first = async (name: keyof LoincFiles): Promise<string | undefined> => {
    for (const place of places[name]) if (await isFile(join(path, place))) return join(path, place)
    return undefined
  }
  const table = await first('table')
  if (table === undefined) {
    throw new Error(
      `There is no \`LoincTable/Loinc.csv\` or \`Loinc.csv\` in \`${path}\`. Unpack the release of LOINC there.`,
    )
  }
  return { table, hierarchy: await first('hierarchy'), parts: await first('parts'), answers: await first('answers') }
}
