import { createRequire } from 'node:module'
import type { CodeSystemSource } from '../code-system-source.js'
import { createListedSource } from '../local-source.js'
import { plainConcept } from './grammar.js'

interface Currency {
  readonly code: string
  readonly currency: string
}

/** ISO 4217: currencies by three letters. https://terminology.hl7.org/CodeSystem-v3-iso4217-HL7.html */
export const createCurrencySource = (): CodeSystemSource =>
  createListedSource(
    { url: 'urn:iso:std:iso:4217', version: undefined, name: 'ISO 4217', content: 'complete', caseSensitive: true },
    () => {
      const { data } = createRequire(import.meta.url)('currency-codes') as { readonly data: readonly Currency[] }
      return data.map(({ code, currency }) => plainConcept(code, currency))
    },
  )
