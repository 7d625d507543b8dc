/** A canonical url taken apart. https://hl7.org/fhir/R4/references.html#canonical */
export interface Canonical {
  readonly url: string
  readonly version: string | undefined
  readonly fragment: string | undefined
}

/** Splits `url|version#fragment`; the fragment may stand before the version too, as some write it. Never throws. */
export function parseCanonical(text: string): Canonical {
  const bar = text.indexOf('|')
  const [url, urlFragment] = splitFragment(bar === -1 ? text : text.slice(0, bar))
  if (bar === -1) return { url, version: undefined, fragment: urlFragment }
  const [version, fragment] = splitFragment(text.slice(bar + 1))
  return { url, version: version === '' ? undefined : version, fragment: fragment ?? urlFragment }
}

/** The canonical as text, without the fragment: `url|version`, or `url`. */
export const formatCanonical = ({ url, version }: Pick<Canonical, 'url' | 'version'>): string =>
  version === undefined ? url : `${url}|${version}`

function splitFragment(text: string): readonly [string, string | undefined] {
  const hash = text.indexOf('#')
  return hash === -1 ? [text, undefined] : [text.slice(0, hash), text.slice(hash + 1)]
}
