import type { ImportCounts, ImportSummary } from './import.js'

const columns = ['created', 'updated', 'unchanged', 'rejected'] as const

/** The end of an import as a plain table: types, counts, failures, and the rate. */
export function summaryTable(summary: ImportSummary): string {
  const rows = [...summary.types].map(([type, counts]) => [type, ...columns.map((column) => String(counts[column]))])
  const total = sumOf([...summary.types.values()])
  const table = [['type', ...columns], ...rows, ['total', ...columns.map((column) => String(total[column]))]]
  const widths = ['type', ...columns].map((_, at) => Math.max(...table.map((row) => row[at]?.length ?? 0)))
  const lines = table.map((row) =>
    row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  '),
  )
  const resources = columns.reduce((sum, column) => sum + total[column], 0)
  const rate = summary.seconds > 0 ? Math.round(resources / summary.seconds) : resources
  const ignored =
    summary.filesIgnored.length === 0
      ? ''
      : `, ${summary.filesIgnored.length} left out since they are neither JSON nor NDJSON`
  const skipped = summary.filesSkipped === 0 ? '' : `, ${summary.filesSkipped} were done before`
  const rule = '-'.repeat(lines[0]?.length ?? 0)
  return [
    lines[0],
    rule,
    ...lines.slice(1, -1),
    rule,
    lines.at(-1),
    '',
    `${summary.filesRead} files read${skipped}${ignored}; ${summary.seconds.toFixed(1)} s, ${rate} resources a second.`,
  ].join('\n')
}

function sumOf(counts: readonly ImportCounts[]): ImportCounts {
  const sum = (column: keyof ImportCounts): number => counts.reduce((total, each) => total + each[column], 0)
  return { created: sum('created'), updated: sum('updated'), unchanged: sum('unchanged'), rejected: sum('rejected') }
}
