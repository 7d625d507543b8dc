import { iso31661, iso31662 } from 'iso-3166'
import type { CodeSystemSource, Concept } from '../code-system-source.js'
import { createListedSource } from '../local-source.js'
import { plainConcept } from './grammar.js'

/** Regions of the United Nations' M49, each with the region that it lies in. */
const regions: readonly (readonly [code: string, name: string, parent?: string])[] = [
  ['001', 'World'],
  ['002', 'Africa', '001'],
  ['015', 'Northern Africa', '002'],
  ['202', 'Sub-Saharan Africa', '002'],
  ['014', 'Eastern Africa', '202'],
  ['017', 'Middle Africa', '202'],
  ['018', 'Southern Africa', '202'],
  ['011', 'Western Africa', '202'],
  ['019', 'Americas', '001'],
  ['003', 'North America', '019'],
  ['021', 'Northern America', '003'],
  ['419', 'Latin America and the Caribbean', '019'],
  ['029', 'Caribbean', '419'],
  ['013', 'Central America', '419'],
  ['005', 'South America', '419'],
  ['142', 'Asia', '001'],
  ['143', 'Central Asia', '142'],
  ['030', 'Eastern Asia', '142'],
  ['035', 'South-eastern Asia', '142'],
  ['034', 'Southern Asia', '142'],
  ['145', 'Western Asia', '142'],
  ['150', 'Europe', '001'],
  ['151', 'Eastern Europe', '150'],
  ['154', 'Northern Europe', '150'],
  ['039', 'Southern Europe', '150'],
  ['155', 'Western Europe', '150'],
  ['009', 'Oceania', '001'],
  ['053', 'Australia and New Zealand', '009'],
  ['054', 'Melanesia', '009'],
  ['057', 'Micronesia', '009'],
  ['061', 'Polynesia', '009'],
]

/** ISO 3166-1: countries by two letters, three letters and three digits. https://terminology.hl7.org/ISO3166.html */
export const createCountrySource = (): CodeSystemSource =>
  createListedSource(
    { url: 'urn:iso:std:iso:3166', version: undefined, name: 'ISO 3166-1', content: 'complete', caseSensitive: true },
    () => [
      ...iso31661.map(({ alpha2, name }) => plainConcept(alpha2, name)),
      ...iso31661.map(({ alpha3, name }) => plainConcept(alpha3, name)),
      ...iso31661.map(({ numeric, name }) => plainConcept(numeric, name)),
    ],
  )

/** ISO 3166-2: subdivisions of countries, such as `US-MA`. */
export const createSubdivisionSource = (): CodeSystemSource =>
  createListedSource(
    {
      url: 'urn:iso:std:iso:3166:-2',
      version: undefined,
      name: 'ISO 3166-2',
      content: 'complete',
      caseSensitive: true,
    },
    () => iso31662.map(({ code, name, parent }) => ({ ...plainConcept(code, name), parents: [parent] })),
  )

/** M49: regions and countries by three digits; a fragment, since groupings of countries are left out. https://unstats.un.org/unsd/methodology/m49 */
export const createAreaSource = (): CodeSystemSource =>
  createListedSource(
    {
      url: 'http://unstats.un.org/unsd/methods/m49/m49.htm',
      version: undefined,
      name: 'M49',
      content: 'fragment',
      caseSensitive: true,
    },
    () => [
      ...regions.map(([code, name, parent]) => area(plainConcept(code, name), 'region', parent)),
      ...iso31661.map(({ numeric, name }) => area(plainConcept(numeric, name), 'country')),
    ],
  )

const area = (concept: Concept, kind: string, parent?: string): Concept => ({
  ...concept,
  properties: [{ code: 'class', valueType: 'code', value: kind }],
  parents: parent === undefined ? [] : [parent],
})
