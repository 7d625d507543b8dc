import type { CodeSystem, ValueSet } from '@medplum/fhirtypes'
import type { Queryable } from '../../src/database/database.js'
import type { Canonicals, CanonicalTypes } from '../../src/definitions/canonicals.js'
import { createCanonicals } from '../../src/definitions/create-canonicals.js'
import { entryOf } from '../../src/definitions/entry.js'
import { loadCanonicals } from '../../src/definitions/load-canonicals.js'
import type { CodeSystemSource } from '../../src/terminology/code-system-source.js'
import type { CodedValue, CodeVerdict } from '../../src/terminology/terminology.js'

/** R4's own canonicals, as the build compiled them, and others over them. */
export const r4Canonicals = (...others: readonly CanonicalTypes[keyof CanonicalTypes][]): Canonicals =>
  createCanonicals([loadCanonicals(), others.map((resource) => entryOf(resource, 'stored'))])

/** Only these. */
export const canonicalsOf = (...resources: readonly CanonicalTypes[keyof CanonicalTypes][]): Canonicals =>
  createCanonicals([resources.map((resource) => entryOf(resource, 'stored'))])

/** A database that nobody may ask: what is in memory needs none. */
export const noDatabase: Queryable = {
  query: async () => {
    throw new Error('The database was asked.')
  },
  execute: async () => {
    throw new Error('The database was asked.')
  },
}

/** A source that answers later, as those of the database do, and counts how often it is asked. */
export function asIfStored(source: CodeSystemSource): { readonly source: CodeSystemSource; readonly calls: string[] } {
  const calls: string[] = []
  return {
    calls,
    source: {
      ...source,
      local: undefined,
      find: (codes, queryable) => {
        calls.push('find')
        return source.find(codes, queryable)
      },
      descends: (pairs, queryable) => {
        calls.push('descends')
        return source.descends(pairs, queryable)
      },
      fulfils: (codes, filters, queryable) => {
        calls.push('fulfils')
        return source.fulfils(codes, filters, queryable)
      },
      select: (query, queryable) => {
        calls.push('select')
        return source.select(query, queryable)
      },
    },
  }
}

/** A code with or without its system. */
export const coded = (code: string, system?: string, version?: string): CodedValue => ({
  system,
  version,
  code,
  display: undefined,
})

/** The sentence of a verdict, empty for one that has none. */
export const sentenceOf = (verdict: CodeVerdict): string => ('sentence' in verdict ? verdict.sentence : '')

/** Animals: a small hierarchy with properties, an inactive concept and one that only groups. */
export const animals: CodeSystem = {
  resourceType: 'CodeSystem',
  url: 'http://example.org/animals',
  version: '2.0',
  name: 'Animals',
  status: 'active',
  content: 'complete',
  caseSensitive: true,
  property: [
    { code: 'legs', type: 'integer' },
    { code: 'sound', type: 'string' },
  ],
  concept: [
    {
      code: 'animal',
      display: 'Animal',
      property: [{ code: 'notSelectable', valueBoolean: true }],
      concept: [
        {
          code: 'mammal',
          display: 'Mammal',
          concept: [
            {
              code: 'dog',
              display: 'Dog',
              definition: 'A tame wolf.',
              designation: [
                { language: 'de', value: 'Hund' },
                { language: 'fr-CH', value: 'Chien' },
              ],
              property: [
                { code: 'legs', valueInteger: 4 },
                { code: 'sound', valueString: 'woof' },
              ],
            },
            { code: 'cat', display: 'Cat', property: [{ code: 'legs', valueInteger: 4 }] },
            { code: 'aurochs', display: 'Aurochs', property: [{ code: 'status', valueCode: 'retired' }] },
          ],
        },
        {
          code: 'bird',
          display: 'Bird',
          concept: [
            { code: 'duck', display: 'Duck', property: [{ code: 'legs', valueInteger: 2 }] },
            {
              code: 'platypus',
              display: 'Platypus, wrongly among birds',
              property: [{ code: 'parent', valueCode: 'mammal' }],
            },
          ],
        },
      ],
    },
    { code: 'rock', display: 'Rock' },
  ],
}

/** A value set of one include or of several. */
export const valueSetOf = (name: string, compose: ValueSet['compose']): ValueSet =>
  ({
    resourceType: 'ValueSet',
    url: `http://example.org/ValueSet/${name}`,
    name,
    status: 'active',
    compose,
  }) as ValueSet
