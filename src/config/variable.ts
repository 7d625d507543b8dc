/** One setting of the environment: how it is read, and how the documentation tells of it. */
export interface Variable<T> {
  /** What is expected, so that it completes "expected …" and fills the documentation's column. */
  readonly type: string
  readonly fallback: string
  readonly sentence: string
  /** Undefined where the text is not of the type. */
  readonly read: (text: string) => T | undefined
}

/** Any text. */
export const text = (fallback: string, sentence: string): Variable<string> => ({
  type: 'text',
  fallback,
  sentence,
  read: (value) => value,
})

/** A whole number between two bounds. */
export const whole = (low: number, high: number, fallback: number, sentence: string): Variable<number> => ({
  type: `a whole number from ${low} to ${high}`,
  fallback: String(fallback),
  sentence,
  read: (value) => (/^\d{1,15}$/.test(value) && +value >= low && +value <= high ? +value : undefined),
})

/** A span of up to a day. */
export const milliseconds = (fallback: number, sentence: string): Variable<number> => ({
  ...whole(10, 86_400_000, fallback, sentence),
  type: 'milliseconds from 10 to 86400000',
})

/** One word of several; unset where the fallback is empty. */
export const oneOf = <const T extends string>(
  words: readonly T[],
  fallback: T | '',
  sentence: string,
): Variable<T | ''> => ({
  type: words.map((word) => `\`${word}\``).join(' or '),
  fallback,
  sentence,
  read: (value) => (value === '' ? '' : words.find((word) => word === value)),
})

/** The address of a PostgreSQL database; empty where it is not set. */
export const postgres = (sentence: string): Variable<string> => ({
  type: 'a `postgres://` address',
  fallback: '',
  sentence,
  read: (value) => (value === '' || /^postgres(ql)?:\/\/./.test(value) ? value : undefined),
})

/** An http or https address without user, query, fragment and final slash; undefined for anything else. */
export function readBaseUrl(value: string): string | undefined {
  if (!URL.canParse(value)) return undefined
  const url = new URL(value)
  const plain = url.username === '' && url.password === '' && url.search === '' && url.hash === ''
  if (!plain || !/^https?:$/.test(url.protocol)) return undefined
  return url.href.replace(/\/+$/, '')
}

/** Splits at commas; undefined where one of the parts is wrong. */
export function readList<T>(value: string, read: (part: string) => T | undefined): readonly T[] | undefined {
  const parts = value.split(/[\s,]+/).filter((part) => part !== '')
  const items = parts.map(read)
  return items.includes(undefined) ? undefined : items.filter((item): item is T & {} => item !== undefined)
}

/** The canonical name of a time zone; undefined for one that does not exist. */
export const readTimeZone = (value: string): string | undefined => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone
  } catch {
    return undefined
  }
}

/** An origin as browsers send it: scheme, host and port. */
export const readOrigin = (value: string): string | undefined =>
  URL.canParse(value) && new URL(value).origin === value ? value : undefined

/** An address, a range of addresses, or the name of one. */
export const readProxy = (value: string): string | undefined =>
  /^(loopback|linklocal|uniquelocal|(\d+\.){3}\d+(\/\d+)?|[\da-f.]*:[\da-f:.]*(\/\d+)?)$/i.test(value)
    ? value
    : undefined
