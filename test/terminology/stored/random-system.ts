import type { CodeSystem, CodeSystemConcept } from '@medplum/fhirtypes'
import fc from 'fast-check'
import type { ConceptFilter, ConceptQuery } from '../../../src/terminology/code-system-source.js'

/** Few, so that random filters and texts hit something. */
const codes = ['a', 'b', 'C', 'Dd', 'e-1', 'f.2', 'g_3', '%h', 'i i', 'J\\', 'é', 'l"', 'm+', '100', '2.5']
const words = ['heart', 'Blood', 'rate%', 'under_score', 'Größe', 'x', 'back\\slash', 'é']
const long = 'long '.repeat(150)
const colours = ['red', 'Green', 'blue-ish', long]

const code = fc.constantFrom(...codes)
const display = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 3 }).map((list) => list.join(' '))
const property = fc.oneof(
  fc.record({ code: fc.constant('colour'), valueString: fc.constantFrom(...colours) }),
  fc.record({ code: fc.constant('size'), valueInteger: fc.integer({ min: -1, max: 2 }) }),
  fc.record({ code: fc.constant('unit'), valueCoding: fc.record({ code: fc.constantFrom('mg', 'kg') }) }),
  fc.record({ code: fc.constant('inactive'), valueBoolean: fc.boolean() }),
  fc.record({ code: fc.constant('status'), valueCode: fc.constantFrom('active', 'retired') }),
  fc.record({ code: fc.constant('notSelectable'), valueBoolean: fc.boolean() }),
  fc.record({ code: fc.constant('parent'), valueCode: code }),
  fc.record({ code: fc.constant('child'), valueCode: code }),
  fc.record({ code: fc.constant('display'), valueString: fc.constantFrom('red', 'heart') }),
)

const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 })

const { concept } = fc.letrec<{ concepts: CodeSystemConcept[]; concept: CodeSystemConcept }>((tie) => ({
  concepts: fc.oneof(
    { maxDepth: 4 },
    fc.constant<CodeSystemConcept[]>([]),
    fc.array(tie('concept') as fc.Arbitrary<CodeSystemConcept>, { minLength: 1, maxLength: 5 }),
  ),
  concept: fc.record({
    code,
    display: optional(display),
    definition: optional(display),
    designation: optional(fc.array(fc.record({ language: fc.constant('de'), value: display }), { maxLength: 2 })),
    property: optional(fc.array(property, { maxLength: 4 })),
    concept: tie('concepts') as fc.Arbitrary<CodeSystemConcept[]>,
  }) as fc.Arbitrary<CodeSystemConcept>,
}))

/** A code system with a hierarchy by nesting and by properties, circles and unknown parents included. */
export const codeSystem: fc.Arbitrary<CodeSystem> = fc
  .record({
    concept: fc.array(concept, { minLength: 1, maxLength: 8 }),
    caseSensitive: fc.boolean(),
    content: fc.constantFrom('complete', 'fragment'),
  })
  .map((parts) => ({ resourceType: 'CodeSystem', status: 'active', ...parts }) as CodeSystem)

const anyCase = code.chain((one) => fc.constantFrom(one, one.toUpperCase(), one.toLowerCase(), 'nowhere'))
const patterns = [
  '.*',
  '[a-z]+',
  'h.*t',
  '(red|heart).*',
  '[^a]',
  '\\d+(\\.\\d)?',
  '.{1,3}',
  'l".?',
  '\\w',
  '[\\w%\\-+]+',
  'a',
  'gr(ee|a)n?',
]
const values = [...colours, '1', '0', '-1', 'mg', 'kg', 'true', 'false', 'active', 'heart', 'none', '']
const properties = [
  'colour',
  'size',
  'unit',
  'inactive',
  'status',
  'notSelectable',
  'parent',
  'child',
  'display',
  'definition',
  'code',
  'concept',
  'constructor',
]

/** Filters over every property and operator. */
export const filter: fc.Arbitrary<ConceptFilter> = fc.oneof(
  fc.record({
    property: fc.constant('concept'),
    op: fc.constantFrom<ConceptFilter['op']>('is-a', 'descendent-of', 'is-not-a', 'generalizes'),
    value: anyCase,
  }),
  fc.record({
    property: fc.constantFrom(...properties),
    op: fc.constantFrom<ConceptFilter['op']>('=', 'in', 'not-in'),
    value: fc.oneof(
      anyCase,
      fc.constantFrom(...values),
      fc.array(fc.oneof(anyCase, fc.constantFrom(...values)), { maxLength: 3 }).map((list) => list.join(', ')),
    ),
  }),
  fc.record({
    property: fc.constantFrom(...properties),
    op: fc.constant<ConceptFilter['op']>('regex'),
    value: fc.constantFrom(...patterns),
  }),
  fc.record({
    property: fc.constantFrom(...properties),
    op: fc.constant<ConceptFilter['op']>('exists'),
    value: fc.constantFrom('true', 'false'),
  }),
)

/** Queries with filters, text and pages. */
export const query: fc.Arbitrary<ConceptQuery> = fc.record({
  filters: fc.array(filter, { maxLength: 3 }),
  text: fc.option(fc.oneof(fc.constantFrom('', ' ', 'EA', 'e', '_', '%', '\\'), display), { nil: undefined }),
  activeOnly: fc.boolean(),
  offset: fc.integer({ min: 0, max: 4 }),
  count: fc.integer({ min: 0, max: 20 }),
})

export const askedCode: fc.Arbitrary<string> = fc.oneof(anyCase, fc.constantFrom('', '\u0000', 'a\u001fb'))
