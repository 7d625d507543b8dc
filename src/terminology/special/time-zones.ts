import type { CodeSystemSource } from '../code-system-source.js'
import { createGrammarSource, plainConcept } from './grammar.js'

/** Time zones by their IANA names, as the platform knows them. https://www.iana.org/time-zones */
export const createTimeZoneSource = (): CodeSystemSource =>
  createGrammarSource({
    url: 'https://www.iana.org/time-zones',
    name: 'IANA time zones',
    caseSensitive: true,
    concept: (code) => (/^[A-Za-z]/.test(code) && isTimeZone(code) ? plainConcept(code) : undefined),
  })

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
