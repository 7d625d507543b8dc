import { basename } from 'node:path'
import type { IncomingConcept } from '../load.js'
import { linesOf, openText, type TextFile } from './bytes.js'
import { type CodeSystemFile, fileError, type Opening, versionOf } from './code-system-file.js'

/** Where the columns of the order file begin and end. */
const columns = { order: [0, 5], code: [6, 13], billable: [14, 15], short: [16, 76], long: [77, undefined] } as const

/**
 * The order file of ICD-10-CM (`icd10cm_order_2026.txt`): fixed columns with the number of the line, the code without its dot, 0 for a heading or 1 for
 * what may be billed, a short and a long description. The hierarchy is that of the codes' beginnings.
 * https://www.cms.gov/medicare/coding-billing/icd-10-codes
 */
export async function openIcd10Cm(opening: Opening): Promise<CodeSystemFile> {
  const file = await openText(opening.path)
  const version = versionOf(opening, /(?<!\d)20\d\d(?!\d)/.exec(basename(opening.path))?.[0])
  return {
    head: {
      url: 'http://hl7.org/fhir/sid/icd-10-cm',
      version,
      name: 'ICD-10-CM',
      content: 'complete',
      caseSensitive: true,
    },
    concepts: conceptsOf(file),
    notes: [],
    bytesTotal: file.size,
    bytesRead: file.bytesRead,
  }
}

async function* conceptsOf(file: TextFile): AsyncGenerator<IncomingConcept> {
  const seen = new Set<string>()
  for await (const { number, text } of linesOf(file)) {
    const cut = ([from, to]: readonly [number, number | undefined]): string => text.slice(from, to).trim()
    const code = cut(columns.code)
    const billable = cut(columns.billable)
    if (!/^\d{5}$/.test(cut(columns.order)) || !/^[A-Z][0-9A-Z]{2,6}$/.test(code) || !/^[01]$/.test(billable)) {
      throw fileError(
        file.path,
        number,
        'this is no line of an ICD-10-CM order file: expected a number of five digits, a code without a dot, 0 or 1, and two descriptions.',
      )
    }
    if (seen.has(code)) throw fileError(file.path, number, `the code \`${code}\` is there twice.`)
    seen.add(code)
    yield conceptOf({ code, billable, short: cut(columns.short), long: cut(columns.long) }, parentOf(code, seen))
  }
}

interface OrderLine {
  readonly code: string
  readonly billable: string
  readonly short: string
  readonly long: string
}

function conceptOf({ code, billable, short, long }: OrderLine, parent: string | undefined): IncomingConcept {
  const display = long === '' ? short : long
  return {
    code: dotted(code),
    display,
    ...(short === '' || short === display ? {} : { designations: [{ language: 'en', value: short }] }),
    // A heading may not be billed, but a problem may well be recorded by one: it can be chosen, and the property says what it is.
    properties: [{ code: 'billable', valueType: 'boolean', value: billable === '1' }],
    active: true,
    abstract: false,
    parents: parent === undefined ? [] : [dotted(parent)],
  }
}

/** FHIR writes the dot that the file leaves out. https://terminology.hl7.org/ICD.html */
const dotted = (code: string): string => (code.length > 3 ? `${code.slice(0, 3)}.${code.slice(3)}` : code)

/** The longest beginning of the code that is a code; headings come before what lies below them. */
function parentOf(code: string, seen: ReadonlySet<string>): string | undefined {
  for (let length = code.length - 1; length >= 3; length--) {
    const beginning = code.slice(0, length)
    if (seen.has(beginning)) return beginning
  }
  return undefined
}
