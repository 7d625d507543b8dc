import type { Definitions } from '../../definitions/definitions.js'
import { rewriteStrings } from '../../fhir/json-rewrite.js'
import type { JsonText } from '../../fhir/json-text.js'

/** What a reference becomes; undefined leaves it. `kind` tells a Reference from the other elements: only there conditional references are resolved. */
export type ResolveLink = (link: string, kind: 'reference' | 'link') => string | undefined

/** "elements of type uri, url, oid, uuid, and <a href="" & <img src="" in the narrative"; never canonical. https://hl7.org/fhir/R4/http.html#trules */
const LINK_TYPES: ReadonlySet<string> = new Set(['uri', 'url', 'oid', 'uuid'])
/** Members under which another resource begins: the path to an element's type starts after the last of them. */
const RESOURCE_KEYS: ReadonlySet<string> = new Set(['contained', 'resource'])

type ElementKind = 'reference' | 'link' | 'narrative' | 'other'

function kindOfType(type: string, name: string | undefined): ElementKind {
  if (type === 'xhtml') return 'narrative'
  if (LINK_TYPES.has(type)) return 'link'
  return name === 'reference' ? 'reference' : 'other'
}

/** The kind of the element that a path of keys leads to. `Reference.reference` is a string by its definition, so the type around it counts. */
function kindOf(definitions: Definitions, resourceType: string, path: readonly string[]): ElementKind {
  let type = resourceType
  let around = resourceType
  for (const key of path) {
    const found = definitions.type(type)?.byJsonName.get(key)
    if (found === undefined) return 'other'
    around = type
    type = found.type
  }
  const name = path.at(-1)
  return kindOfType(type, around === 'Reference' ? name : undefined)
}

const narrativeLink = /(<(?:a|img)\b[^>]*?\b(?:href|src)\s*=\s*)(["'])(.*?)\2/gs

function rewriteNarrative(div: string, resolve: ResolveLink): string | undefined {
  const rewritten = div.replace(narrativeLink, (all, before: string, quote: string, link: string) => {
    const target = resolve(link, 'link')
    return target === undefined ? all : `${before}${quote}${target}${quote}`
  })
  return rewritten === div ? undefined : rewritten
}

/** Raw literals that cannot be a link to an entry are not even decoded. */
const mayLink = (literal: string): boolean => literal.includes(':') || literal.includes('/') || literal.includes('?')

/**
 * Rewrites references of a resource, as a transaction asks: by the type of the element that a string stands in, so that an Identifier.value or a
 * canonical of the same text stays. Everything else stays byte for byte. Answers the same object where nothing changed.
 */
export function createRewrite(definitions: Definitions): (resource: JsonText, resolve: ResolveLink) => JsonText {
  const kinds = new Map<string, ElementKind>()
  const kindAt = (resourceType: string, path: readonly string[]): ElementKind => {
    const start = path.findLastIndex((key) => RESOURCE_KEYS.has(key)) + 1
    const own = path.slice(start)
    const key = `${resourceType}.${own.join('.')}`
    let kind = kinds.get(key)
    if (kind === undefined) {
      kind = kindOf(definitions, resourceType, own)
      // Bounded: paths that R4 defines are few, and made-up ones are not remembered.
      if (kind !== 'other') kinds.set(key, kind)
    }
    return kind
  }
  return (resource, resolve) => {
    const text = rewriteStrings(
      resource.text,
      (value, path, resourceType) => {
        if (resourceType === undefined) return undefined
        const kind = kindAt(resourceType, path)
        if (kind === 'other') return undefined
        return kind === 'narrative' ? rewriteNarrative(value, resolve) : resolve(value, kind)
      },
      mayLink,
    )
    if (text === resource.text) return resource
    return { text, value: JSON.parse(text), ...(resource.rounded === true ? { rounded: true } : {}) }
  }
}
