import { parse } from 'bcp-47'
import { iso31661 } from 'iso-3166'
import type { CodeSystemSource, Concept } from '../code-system-source.js'
import { createGrammarSource, plainConcept } from './grammar.js'

const regions = new Set(iso31661.map(({ alpha2 }) => alpha2))

/** Tags for languages, BCP-47. Two-letter languages and regions have to be ISO's; longer ones are taken by their syntax. https://www.rfc-editor.org/info/bcp47 */
export function createLanguageSource(): CodeSystemSource {
  const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })
  return createGrammarSource({
    url: 'urn:ietf:bcp:47',
    name: 'BCP-47 languages',
    caseSensitive: false,
    concept: (code) => (isTag(code, names) ? plainConcept(code, displayOf(code, names)) : undefined),
  })
}

function isTag(code: string, names: Intl.DisplayNames): boolean {
  const { language, region, irregular, regular, privateuse } = parse(code, { normalize: false })
  if (irregular || regular) return true
  if (!language) return privateuse.length > 0
  return isLanguage(language, names) && (!region || region.length === 3 || regions.has(region.toUpperCase()))
}

/** Tags of four letters are reserved, and of five to eight none was ever registered. */
const isLanguage = (language: string, names: Intl.DisplayNames): boolean =>
  language.length === 3 || (language.length === 2 && displayOf(language, names) !== undefined)

function displayOf(code: string, names: Intl.DisplayNames): Concept['display'] {
  try {
    return names.of(code)
  } catch {
    // Intl refuses some tags that BCP-47 allows, such as those for private use.
    return undefined
  }
}
