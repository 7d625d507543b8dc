/** The two formats that FHIR resources are sent in. https://hl7.org/fhir/R4/http.html#mime-type */
export type Format = 'json' | 'xml'

/** What this server answers with. */
export const contentTypes: Readonly<Record<Format, string>> = {
  json: 'application/fhir+json; charset=utf-8',
  xml: 'application/fhir+xml; charset=utf-8',
}

const formats: ReadonlyMap<string, Format> = new Map([
  ['application/fhir+json', 'json'],
  ['application/json', 'json'],
  ['text/json', 'json'],
  ['application/fhir+xml', 'xml'],
  ['application/xml', 'xml'],
  ['text/xml', 'xml'],
])

/** The media types that stand for a resource, best first, for messages. */
export const mediaTypesTaken = '`application/fhir+json` or `application/fhir+xml`'

/** The format of a media type in lower case, without parameters; undefined where it is none of FHIR's. */
export const formatOf = (type: string): Format | undefined => formats.get(type)

/** A media type as a header writes it. */
export interface MediaType {
  /** In lower case, without parameters. */
  readonly type: string
  /** Names in lower case, values without quotes. */
  readonly parameters: ReadonlyMap<string, string>
}

/** Reads `type/subtype; name=value`. https://www.rfc-editor.org/rfc/rfc9110#section-8.3.1 */
export function parseMediaType(text: string): MediaType {
  const [type = '', ...rest] = text.split(';')
  const parameters = rest.map((parameter): readonly [string, string] => {
    const at = parameter.indexOf('=')
    const name = (at === -1 ? parameter : parameter.slice(0, at)).trim().toLowerCase()
    return [
      name,
      at === -1
        ? ''
        : parameter
            .slice(at + 1)
            .trim()
            .replace(/^"(.*)"$/, '$1'),
    ]
  })
  return { type: type.trim().toLowerCase(), parameters: new Map(parameters) }
}

/** True unless the media type asks for another version of FHIR than R4. https://hl7.org/fhir/R4/http.html#version-parameter */
export function isVersion4(media: MediaType): boolean {
  const version = media.parameters.get('fhirversion')
  return version === undefined || version === '4.0' || version === '4.0.1'
}
