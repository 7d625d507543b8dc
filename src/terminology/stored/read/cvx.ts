import type { IncomingConcept } from '../load.js'
import { linesOf, openText, type TextFile } from './bytes.js'
import { type CodeSystemFile, fileError, type Opening, versionOf } from './code-system-file.js'

/** Codes in all: a longer file is another one. */
const LINES_MAX = 10_000

interface CvxLine {
  readonly code: string
  readonly short: string
  readonly full: string
  readonly notes: string
  readonly status: string
  readonly nonvaccine: boolean
  /** `2026-11-24`. */
  readonly updated: string
}

/**
 * CDC's table of vaccines (`cvx.txt`): code, short description, full name, notes, status, whether it is no vaccine, and the day of its last change, between
 * bars. The newest of these days is the version, as CDC numbers none. https://www2a.cdc.gov/vaccines/iis/iisstandards/vaccines.asp?rpt=cvx
 */
export async function openCvx(opening: Opening): Promise<CodeSystemFile> {
  const file = await openText(opening.path)
  const lines: CvxLine[] = []
  for await (const { number, text } of linesOf(file)) {
    if (lines.length >= LINES_MAX) throw fileError(file.path, number, 'this is too long for a table of CVX codes.')
    lines.push(parseLine(file, number, text))
  }
  const newest = lines
    .map(({ updated }) => updated)
    .sort()
    .at(-1)
  return {
    head: {
      url: 'http://hl7.org/fhir/sid/cvx',
      version: versionOf(opening, newest),
      name: 'CVX',
      content: 'complete',
      caseSensitive: true,
    },
    concepts: conceptsOf(lines),
    notes: [],
    bytesTotal: file.size,
    bytesRead: file.bytesRead,
  }
}

function parseLine(file: TextFile, number: number, text: string): CvxLine {
  const fields = text.split('|').map((field) => field.trim())
  const [code = '', short = '', full = '', notes = '', status = ''] = fields
  const nonvaccine = fields.at(-2)?.toLowerCase() ?? ''
  const day = /^(\d{4})[/-](\d\d)[/-](\d\d)/.exec(fields.at(-1) ?? '')
  // Older tables have a number of their own before the last two.
  if (
    fields.length < 7 ||
    fields.length > 8 ||
    !/^\d{2,3}$/.test(code) ||
    !/^(true|false|0|1)$/.test(nonvaccine) ||
    day === null
  ) {
    throw fileError(
      file.path,
      number,
      'this is no line of CDC’s table of CVX codes: expected code, short description, full name, notes, status, True or False, and a date, between bars.',
    )
  }
  const updated = day.slice(1).join('-')
  return { code, short, full, notes, status, nonvaccine: nonvaccine === 'true' || nonvaccine === '1', updated }
}

async function* conceptsOf(lines: readonly CvxLine[]): AsyncGenerator<IncomingConcept> {
  for (const { code, short, full, notes, status, nonvaccine, updated } of lines) {
    yield {
      code,
      display: short === '' ? full : short,
      ...(full === '' ? {} : { definition: full }),
      properties: [
        { code: 'vaccine-status', valueType: 'string', value: status },
        { code: 'nonvaccine', valueType: 'boolean', value: nonvaccine },
        { code: 'last-updated', valueType: 'dateTime', value: updated },
        ...(notes === '' ? [] : [{ code: 'notes', valueType: 'string', value: notes } as const]),
      ],
      // A vaccine that isn't given any longer is still recorded in histories of immunization: its code is right, though inactive.
      active: !/^(inactive|never active)$/i.test(status),
      abstract: false,
      parents: [],
    }
  }
}
