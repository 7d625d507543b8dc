import { basename, dirname } from 'node:path'
import type { IncomingConcept } from '../load.js'
import { openText, type TextFile } from './bytes.js'
import { type CodeSystemFile, fileError, type Opening, versionOf } from './code-system-file.js'
import { type CsvRow, csvRows } from './csv.js'
import { findLoincFiles, type LoincFiles } from './loinc-files.js'
import { type LoincHierarchy, readHierarchy } from './loinc-hierarchy.js'

/** The columns that are kept as properties, under their own names. https://terminology.hl7.org/LOINC.html */
const propertyColumns = [
  'COMPONENT',
  'PROPERTY',
  'TIME_ASPCT',
  'SYSTEM',
  'SCALE_TYP',
  'METHOD_TYP',
  'CLASS',
  'CLASSTYPE',
  'STATUS',
  'ORDER_OBS',
  'PanelType',
  'EXAMPLE_UCUM_UNITS',
  'VersionFirstReleased',
  'VersionLastChanged',
]

const designationColumns = ['SHORTNAME', 'DisplayName', 'CONSUMER_NAME']

/**
 * LOINC as Regenstrief publishes it: the folder of a release, or its `Loinc.csv` alone. With the folder come the hierarchy of components, the parts (LP…)
 * and the answers (LA…, LL…). https://loinc.org/downloads/
 */
export async function openLoinc(opening: Opening): Promise<CodeSystemFile> {
  const found = await findLoincFiles(opening.path)
  const names = [found.table, dirname(found.table), dirname(dirname(found.table)), opening.path].map((path) =>
    basename(path),
  )
  const version = versionOf(
    opening,
    names.flatMap((name) => /(?<![\d.])\d\.\d{1,3}(?![\d.]*\d)/.exec(name)?.[0] ?? [])[0],
  )
  const files = await openAll(found)
  const isWhole = files.parts !== undefined && files.answers !== undefined
  return {
    head: {
      url: 'http://loinc.org',
      version,
      name: 'LOINC',
      content: isWhole ? 'complete' : 'fragment',
      caseSensitive: false,
    },
    concepts: conceptsOf(files),
    notes: notesOf(files),
    bytesTotal: present(files).reduce((total, { size }) => total + size, 0),
    bytesRead: () => present(files).reduce((total, file) => total + file.bytesRead(), 0),
  }
}

type OpenFiles = {
  readonly [name in keyof LoincFiles]: LoincFiles[name] extends string ? TextFile : TextFile | undefined
}

const present = ({ table, hierarchy, parts, answers }: OpenFiles): readonly TextFile[] =>
  [table, hierarchy, parts, answers].flatMap((file) => file ?? [])

async function openAll({ table, hierarchy, parts, answers }: LoincFiles): Promise<OpenFiles> {
  const optional = (path: string | undefined) => (path === undefined ? undefined : openText(path))
  return {
    table: await openText(table),
    hierarchy: await optional(hierarchy),
    parts: await optional(parts),
    answers: await optional(answers),
  }
}

function notesOf({ hierarchy, parts, answers }: OpenFiles): readonly string[] {
  const missing = [
    ...(hierarchy === undefined ? ['ComponentHierarchyBySystem.csv'] : []),
    ...(parts === undefined ? ['Part.csv'] : []),
    ...(answers === undefined ? ['AnswerList.csv'] : []),
  ]
  if (missing.length === 0) return []
  const unknown =
    parts === undefined || answers === undefined
      ? ' Since codes of parts (LP…) or answers (LA…) are missing, LOINC counts as a fragment: a code that it hasn’t got is not refused.'
      : ''
  return [`${missing.join(', ')} not found; give the folder of the whole release to have all of LOINC.${unknown}`]
}

async function* conceptsOf({ table, hierarchy, parts, answers }: OpenFiles): AsyncGenerator<IncomingConcept> {
  const above = hierarchy === undefined ? new Map() : await readHierarchy(hierarchy)
  const seen = new Set<string>()
  const isNew = (code: string): boolean => seen.size < seen.add(code).size
  for await (const row of rowsOf(table)) {
    const concept = conceptOf(table, row, above)
    if (!isNew(concept.code)) throw fileError(table.path, undefined, `the code \`${concept.code}\` is there twice.`)
    yield concept
  }
  if (parts !== undefined) {
    for await (const { PartNumber: code = '', PartDisplayName, PartName, Status, PartTypeName } of csvRows(
      parts,
      partColumns,
    )) {
      if (!isNew(code)) continue
      yield { ...plain(code, PartDisplayName || PartName, above), ...partState(PartTypeName, Status) }
    }
  }
  for (const [code, { text }] of above) if (isNew(code)) yield plain(code, text, above)
  if (answers === undefined) return
  for await (const row of csvRows(answers, answerColumns)) {
    const { AnswerListId: list = '', AnswerListName, AnswerStringId: answer = '', DisplayText } = row
    if (list !== '' && isNew(list)) yield plain(list, AnswerListName, above)
    if (answer !== '' && isNew(answer)) yield plain(answer, DisplayText, above)
  }
}

const partColumns = { required: ['PartNumber', 'PartName'], optional: ['PartDisplayName', 'PartTypeName', 'Status'] }
const answerColumns = {
  required: ['AnswerListId', 'AnswerStringId', 'DisplayText'],
  optional: ['AnswerListName'],
}

const rowsOf = (table: TextFile): AsyncGenerator<CsvRow> =>
  csvRows(table, {
    required: ['LOINC_NUM', 'COMPONENT', 'LONG_COMMON_NAME', 'STATUS'],
    optional: [...propertyColumns, ...designationColumns, 'DefinitionDescription'],
  })

function conceptOf(table: TextFile, row: CsvRow, above: LoincHierarchy): IncomingConcept {
  const { LOINC_NUM: code = '', LONG_COMMON_NAME, COMPONENT, DefinitionDescription, STATUS } = row
  if (!/^\d{1,7}-\d$/.test(code)) throw fileError(table.path, undefined, `\`${code}\` is no LOINC number.`)
  const designations = designationColumns.flatMap((name) => {
    const value = row[name]
    return value === undefined || value === ''
      ? []
      : [{ language: 'en', use: { system: 'http://loinc.org', code: name }, value }]
  })
  return {
    ...plain(code, LONG_COMMON_NAME || COMPONENT, above),
    ...(DefinitionDescription ? { definition: DefinitionDescription } : {}),
    ...(designations.length === 0 ? {} : { designations }),
    properties: propertyColumns.flatMap((name) => {
      const value = row[name]
      return value === undefined || value === '' ? [] : [{ code: name, valueType: 'string', value } as const]
    }),
    active: STATUS !== 'DEPRECATED',
  }
}

function plain(code: string, display: string | undefined, above: LoincHierarchy): IncomingConcept {
  return {
    code,
    display: display === '' ? undefined : display,
    active: true,
    abstract: false,
    parents: [...(above.get(code)?.parents ?? [])],
  }
}

const partState = (type: string | undefined, status: string | undefined): Partial<IncomingConcept> => ({
  properties: [
    ...(type ? [{ code: 'PartTypeName', valueType: 'string', value: type } as const] : []),
    ...(status ? [{ code: 'STATUS', valueType: 'string', value: status } as const] : []),
  ],
  active: status !== 'DEPRECATED',
})
