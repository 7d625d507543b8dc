import type { CodeSystemSource } from '../code-system-source.js'
import { createAreaSource, createCountrySource, createSubdivisionSource } from './countries.js'
import { createCurrencySource } from './currencies.js'
import { createLanguageSource } from './languages.js'
import { createMediaTypeSource } from './media-types.js'
import { createStateSource } from './states.js'
import { createTimeZoneSource } from './time-zones.js'
import { createUcumSource } from './ucum.js'
import { createUriSource } from './uris.js'

/** Code systems that are no CodeSystem resources and yet are here: by a library, an algorithm or a short list. Each is made when it is first asked for. */
const makers: Readonly<Record<string, () => CodeSystemSource>> = {
  'http://unitsofmeasure.org': createUcumSource,
  'urn:ietf:bcp:47': createLanguageSource,
  'urn:ietf:bcp:13': createMediaTypeSource,
  'urn:ietf:rfc:3986': createUriSource,
  'urn:iso:std:iso:3166': createCountrySource,
  'urn:iso:std:iso:3166:-2': createSubdivisionSource,
  'http://unstats.un.org/unsd/methods/m49/m49.htm': createAreaSource,
  'urn:iso:std:iso:4217': createCurrencySource,
  'https://www.usps.com/': createStateSource,
  'https://www.iana.org/time-zones': createTimeZoneSource,
}

/** Finds the special code systems; what it made it keeps. */
export function createSpecialSources(): (url: string) => CodeSystemSource | undefined {
  const made = new Map<string, CodeSystemSource>()
  return (url) => {
    const known = made.get(url)
    if (known !== undefined) return known
    const source = Object.hasOwn(makers, url) ? makers[url]?.() : undefined
    if (source !== undefined) made.set(url, source)
    return source
  }
}
