/** One measured number beside its limit, both taken in the same run on the same machine. */
export interface Figure {
  readonly name: string
  readonly figure: number
  /** What the machine could do at most, or what is asked for. */
  readonly limit: number
  readonly unit: string
  /** 1 is the limit itself, more is better. */
  readonly ratio: number
  readonly floor: number
}

/** How thorough a run is. */
export interface Effort {
  readonly kind: 'full' | 'smoke'
  /** What floors are multiplied by: half of them in a short run, which is noisy. */
  readonly margin: number
}

export const full: Effort = { kind: 'full', margin: 1 }
export const smoke: Effort = { kind: 'smoke', margin: 0.5 }

/** A figure that should come near its limit: so many times it. */
export const atLeast = (name: string, unit: string, floor: number, measured: Measured): Figure => ({
  name,
  unit,
  floor,
  ...measured,
})

/** What rounds of a measurement came to. */
export interface Measured {
  readonly figure: number
  readonly limit: number
  readonly ratio: number
}

/** A figure that may not go above its limit, such as a time; its ratio is turned round, so that more is better here too. */
export const atMost = (name: string, unit: string, figure: number, limit: number): Figure => ({
  name,
  unit,
  figure,
  limit,
  ratio: limit / figure,
  floor: 1,
})

/** The middle of some numbers; NaN of none. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((left, right) => left - right)
  const middle = sorted.length / 2
  return Number.isInteger(middle)
    ? ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2
    : (sorted[Math.floor(middle)] ?? Number.NaN)
}

/**
 * Measures a figure and its limit in turns, so that a machine that is busy for a while is busy for both. The ratio is the median of the rounds' ratios, not
 * the ratio of the medians.
 */
export async function inTurns(
  rounds: number,
  measureFigure: () => Promise<number>,
  measureLimit: () => Promise<number>,
): Promise<Measured> {
  const figures: number[] = []
  const limits: number[] = []
  for (let round = 0; round < rounds; round++) {
    figures.push(await measureFigure())
    limits.push(await measureLimit())
  }
  const ratios = figures.map((figure, round) => figure / (limits[round] ?? Number.NaN))
  return { figure: median(figures), limit: median(limits), ratio: median(ratios) }
}

/** Whether a figure holds, in a run of this effort. */
export const holds = ({ ratio, floor }: Figure, { margin }: Effort): boolean => ratio >= floor * margin

const shown = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)))

/** The figures as a table for people, in Markdown. */
export function table(figures: readonly Figure[], effort: Effort): string {
  const head = ['name', 'figure', 'limit', 'unit', 'ratio', 'floor', 'ok']
  const body = figures.map((item) => [
    item.name,
    shown(item.figure),
    shown(item.limit),
    item.unit,
    item.ratio.toFixed(2),
    (item.floor * effort.margin).toFixed(2),
    holds(item, effort) ? 'yes' : 'NO',
  ])
  const lines = [head, ...body]
  const widths = head.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)))
  const row = (cells: readonly string[]): string =>
    `| ${cells.map((cell, at) => (at === 0 || at === 3 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join(' | ')} |`
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`
  return [row(head), rule, ...body.map(row)].join('\n')
}
