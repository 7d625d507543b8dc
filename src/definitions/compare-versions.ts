/**
 * Orders business versions, the older first: numbers by their value, whether of a version (`4.0.1`) or a date (`2018-08-12`); a word after the
 * number is a preview (`1.0.0-ballot` is older than `1.0.0`); none at all is the oldest. https://hl7.org/fhir/R4/resource.html#canonical
 */
export function compareVersions(a: string | undefined, b: string | undefined): number {
  if (a === b) return 0
  if (a === undefined) return -1
  if (b === undefined) return 1
  const left = partsOf(a)
  const right = partsOf(b)
  for (let position = 0; position < Math.max(left.length, right.length); position += 1) {
    const order = compareParts(left[position], right[position])
    if (order !== 0) return order
  }
  return a < b ? -1 : 1
}

const partsOf = (version: string): readonly string[] => version.split(/[.+_:-]|(?<=\d)(?=[a-z])|(?<=[a-z])(?=\d)/i)

const digits = /^\d+$/

/** A number is newer than nothing, and nothing newer than a word. */
function compareParts(a: string | undefined, b: string | undefined): number {
  const order = rank(a) - rank(b)
  if (order !== 0 || a === undefined || b === undefined || a === b) return order
  if (!digits.test(a)) return a < b ? -1 : 1
  const [left, right] = [a.replace(/^0+/, ''), b.replace(/^0+/, '')]
  if (left.length !== right.length) return left.length - right.length
  return left === right ? 0 : left < right ? -1 : 1
}

const rank = (part: string | undefined): number => (part === undefined ? 1 : digits.test(part) ? 2 : 0)

/**
 * Whether a version is the one that is asked for, which may be cut: `4.0` stands for 4.0.1, `2018` for 2018-08-12; not `1.0.0` for `1.0.0-ballot`.
 */
export function isVersion(version: string | undefined, asked: string): boolean {
  if (version === asked) return true
  if (version === undefined || !version.startsWith(asked)) return false
  const next = version.charAt(asked.length)
  return next === '.' || (next === '-' && /^\d{4}(-\d\d)?$/.test(asked))
}
