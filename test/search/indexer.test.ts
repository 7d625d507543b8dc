import { existsSync, readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import t from 'tap'
import { columnsOf } from '../../src/search/columns.js'
import { compartmentText, presentText, referrerText, selfText } from '../../src/search/token-text.js'
import { context, definitions, expressions, finds, indexed, indexer, predicateOf } from './clinic.js'
import { matches } from './matches.js'

type Resource = Parameters<typeof indexed>[0]

const hashes = (...texts: readonly string[]): readonly string[] => texts.map((text) => context.hash(text)).sort()

t.test('a row has its own hash, one entry for each column, and no token twice', async (t) => {
  const row = indexed({ resourceType: 'Observation', id: 'o', status: 'final', subject: { reference: 'Patient/1' } })
  t.equal(row.self, context.hash(selfText('Observation', 'o')))
  t.equal(row.columns.length, columnsOf('Observation').length)
  t.equal(new Set(row.tokens).size, row.tokens.length)
  for (const code of ['status', 'subject', 'patient']) t.ok(row.tokens.includes(context.hash(presentText(code))), code)
})

t.test('local references become referrer tokens, from wherever they are', async (t) => {
  const extension = [{ url: 'http://x', valueReference: { reference: 'Location/2' } }]
  const row = indexed({ resourceType: 'Observation', subject: { reference: 'Patient/1' }, extension })
  t.same(row.references.map(({ type, id }) => `${type}/${id}`).sort(), ['Location/2', 'Patient/1'])
  for (const [type, id] of [
    ['Patient', '1'],
    ['Location', '2'],
  ] as const)
    t.ok(row.tokens.includes(context.hash(referrerText(type, id))), type)
})

// https://hl7.org/fhir/R4/compartmentdefinition.html
t.test('a resource is in the compartments of those that its definition names', async (t) => {
  const row = indexed({
    resourceType: 'Observation',
    subject: { reference: 'Patient/1' },
    performer: [{ reference: 'Practitioner/2' }, { reference: 'Patient/3' }, { reference: 'Organization/4' }],
    encounter: { reference: 'http://clinic.example/fhir/Encounter/5' },
    focus: [{ reference: 'Patient/6' }],
  })
  const expected = hashes(
    compartmentText('Patient', '1'),
    compartmentText('Patient', '3'),
    compartmentText('Practitioner', '2'),
    compartmentText('Encounter', '5'),
  )
  t.same([...row.compartments].sort(), expected)
  t.ok(expected.every((hash) => row.tokens.includes(hash)))
})

t.test('a patient is in its own compartment', async (t) => {
  t.same(indexed({ resourceType: 'Patient', id: 'p' }).compartments, hashes(compartmentText('Patient', 'p')))
  t.same(indexed({ resourceType: 'Organization', id: 'p' }).compartments, [])
})

t.test('a Bundle indexes its own parameters only', async (t) => {
  const observation = { resourceType: 'Observation', subject: { reference: 'Patient/1' }, status: 'final' }
  const bundle = { resourceType: 'Bundle', type: 'collection', entry: [{ resource: observation }] }
  const row = indexed(bundle)
  t.same(row.references, [])
  t.same(row.compartments, [])
  t.ok(finds(bundle, 'type', 'collection'))
  t.ok(finds(bundle, 'identifier:missing', 'true'))
})

t.test('content of the wrong kind is indexed as far as it can be understood', async (t) => {
  const row = indexed({
    resourceType: 'Patient',
    name: 'x',
    birthDate: 5,
    identifier: [null, 'a', { value: {} }],
    active: [],
  })
  t.same(row.values, [])
  t.ok(finds({ resourceType: 'Patient', name: 'x', gender: 'male' }, 'gender', 'male'))
})

/** Objects with the names of real elements, and values of any kind. */
const oddContent = fc.dictionary(
  fc.constantFrom(
    'name',
    'identifier',
    'subject',
    'code',
    'coding',
    'value',
    'reference',
    'period',
    'valueQuantity',
    'component',
    'effectiveTiming',
    'repeat',
    'meta',
    'tag',
    'extension',
    'birthDate',
    'link',
    'contained',
  ),
  fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(null, true, 0, -1e300, '', 'Patient/1', '2026-02-30', '#'),
      fc.array(tie('any'), { maxLength: 3 }),
      fc.dictionary(
        fc.constantFrom(
          'coding',
          'system',
          'code',
          'value',
          'reference',
          'start',
          'end',
          'event',
          'low',
          'given',
          'family',
        ),
        tie('any'),
        { maxKeys: 3 },
      ),
    ),
  })).any,
)

t.test('indexing never throws, whatever the content', async () => {
  fc.assert(
    fc.property(
      fc.constantFrom('Patient', 'Observation', 'Encounter', 'Claim', 'Bundle'),
      oddContent,
      (type, content) => {
        return indexer.index(type, 'x', { resourceType: type, ...content }).columns.length === columnsOf(type).length
      },
    ),
    { numRuns: 500 },
  )
})

t.test('every type has every parameter either missing or present', async (t) => {
  for (const type of definitions.resourceTypes) {
    const row = indexer.index(type, 'x', { resourceType: type })
    for (const [code, definition] of definitions.searchParameters(type)) {
      if (definition.expression === '' || ['composite', 'special'].includes(definition.type)) continue
      const is = (missing: string): boolean =>
        matches(predicateOf(type, `${code}:missing`, missing), row, columnsOf(type))
      const always = ['_id', '_lastUpdated', 'deceased'].includes(code)
      t.ok(is('true') !== is('false') && is('true') !== always, `${type}.${code}`)
    }
  }
})

const examples = new URL('../../../../shared/data/r4-examples/json/', import.meta.url)
const noExamples = existsSync(examples) ? false : 'shared/data/r4-examples is not here.'

t.test(
  'each R4 example is found by its own tokens, references, uris, dates and strings',
  { skip: noExamples },
  async (t) => {
    let searches = 0
    for (const file of readdirSync(examples).filter((name) => name.endsWith('.json'))) {
      const resource = JSON.parse(readFileSync(new URL(file, examples), 'utf8')) as Resource
      if (!definitions.isResourceType(resource.resourceType)) continue
      const row = indexed(resource)
      const columns = columnsOf(resource.resourceType)
      for (const [name, value] of ownSearches(resource)) {
        searches++
        if (!matches(predicateOf(resource.resourceType, name, value), row, columns)) t.fail(`${file}: ${name}=${value}`)
      }
    }
    t.ok(searches > 13_000, `${searches} searches`)
  },
)

const escaped = (text: string): string => text.replace(/[\\,|$]/g, '\\$&')
const strings = (value: unknown): readonly string[] => (typeof value === 'string' && value.trim() !== '' ? [value] : [])

/** Searches that must find the resource, made from its values without the code under test. */
function* ownSearches(resource: Resource): Generator<readonly [string, string]> {
  for (const [code, { type, expression }] of definitions.searchParameters(resource.resourceType)) {
    if (expression === '' || code === '_id' || code === '_lastUpdated') continue
    for (const { type: valueType, value } of expressions.expression(expression, resource.resourceType)(resource)) {
      if (type === 'token') for (const text of tokensOf(valueType, value)) yield [code, text]
      if (type === 'uri') for (const text of strings(value)) yield [code, escaped(text)]
      if (type === 'string' && typeof value === 'string')
        for (const text of strings(value)) yield [`${code}:exact`, escaped(text)]
      if (type === 'string' && typeof value === 'string') for (const text of strings(value)) yield [code, escaped(text)]
      if (type === 'date' && typeof value === 'string' && valueType !== 'string') yield [code, value]
      if (type === 'reference') for (const text of referencesOf(value)) yield [code, escaped(text)]
    }
  }
}

function tokensOf(type: string, value: unknown): readonly string[] {
  if (typeof value === 'string') return [escaped(value)]
  if (typeof value !== 'object' || value === null) return [String(value)]
  if (type === 'CodeableConcept' && 'coding' in value && Array.isArray(value.coding))
    return value.coding.flatMap((coding) => tokensOf('Coding', coding))
  const system = 'system' in value && type !== 'ContactPoint' ? strings(value.system) : []
  const code = 'code' in value ? strings(value.code) : 'value' in value ? strings(value.value) : []
  return [
    ...code.map(escaped),
    ...system.flatMap((uri) => [`${escaped(uri)}|`, ...code.map((text) => `${escaped(uri)}|${escaped(text)}`)]),
  ]
}

function referencesOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return /^(https?|urn):/.test(value) ? [value] : []
  if (typeof value !== 'object' || value === null || !('reference' in value)) return []
  return strings(value.reference).filter(
    (text) => !text.startsWith('#') && /^([A-Z]\w+\/[\w.-]+|https?:.*|urn:.*)$/.test(text),
  )
}
