import type { CanonicalEntry, CanonicalType, CanonicalTypes } from './canonicals.js'

/** What an entry knows before its resource is parsed. */
export type CanonicalHeader<T extends CanonicalType = CanonicalType> = Omit<CanonicalEntry<T>, 'load'>

/** The entry of a parsed resource. One without a url is never found. */
export function entryOf(resource: CanonicalTypes[CanonicalType], origin: string): CanonicalEntry {
  const { resourceType: type, url = '', version, id = '' } = resource
  return { type, url, version, id, origin, load: () => resource }
}

/**
 * The entry of a resource that is still text: read and parsed when it is first asked for, then kept for good, so that what was compiled from it can
 * be remembered by the object itself. An error in reading or parsing is thrown each time.
 */
export function entryOfText<T extends CanonicalType>(
  header: CanonicalHeader<T>,
  read: () => string,
): CanonicalEntry<T> {
  let loaded: CanonicalTypes[T] | undefined
  return {
    ...header,
    load: () => {
      loaded ??= JSON.parse(read()) as CanonicalTypes[T]
      return loaded
    },
  }
}
