import fc from 'fast-check'
import fhirpath from 'fhirpath'
import r4 from 'fhirpath/fhir-context/r4'
import t from 'tap'
import { compileExpressionFull } from '../../../src/fhirpath/invariant/compile.js'
import { beyond, collect, startRun } from '../../../src/fhirpath/invariant/run.js'
import { definitions, environment } from './evaluate.js'

/** Expressions made at random, on resources made at random: what is compiled finds what the engine finds. */
const text = fc.constantFrom('a', 'b', 'A', 'ab', '', '1', '2020')
const extended = fc.option(fc.record({ id: text, extension: fc.constant([{ url: 'a', valueString: 'b' }]) }), {
  nil: undefined,
})
const coding = fc.record(
  { system: text, code: text, _code: extended, userSelected: fc.boolean() },
  { requiredKeys: [] },
)
const concept = fc.record({ coding: fc.array(coding, { maxLength: 3 }), text }, { requiredKeys: [] })
const day = fc.constantFrom(
  '2019',
  '2020',
  '2020-02',
  '2020-02-03',
  '2020-02-03T10:00:00Z',
  '2020-02-03T11:00:00+01:00',
)
const number = fc.constantFrom(0, 1, 2, 1.5, -1, 0.1, 0.3)
const ucum = fc.constant('http://unitsofmeasure.org')
const quantity = fc.record({ value: number, code: fc.constantFrom('mg', 'g'), system: ucum }, { requiredKeys: [] })
const period = fc.record({ start: day, end: day, _end: extended }, { requiredKeys: [] })
const component = fc.record({ code: concept, valueQuantity: quantity }, { requiredKeys: ['code'] })
const observation = fc.record(
  {
    resourceType: fc.constant('Observation'),
    id: text,
    status: text,
    code: concept,
    category: fc.array(concept, { maxLength: 3 }),
    effectivePeriod: period,
    issued: fc.constant('2020-02-03T10:00:00Z'),
    valueInteger: fc.constantFrom(0, 1, 2),
    note: fc.array(fc.record({ text, time: day }, { requiredKeys: ['text'] }), { maxLength: 3 }),
    component: fc.array(component, { maxLength: 3 }),
    _status: extended,
  },
  { requiredKeys: ['resourceType'] },
)

/** Moments are compared with moments only: beside numbers the engine's answer depends on which side they stand. */
const moment = fc.constantFrom(
  'effective.start',
  'effective.end',
  'issued',
  'note.time',
  'note.first().time',
  '@2020',
  '@2020-02-03',
)
const comparison = fc.constantFrom('=', '!=', '<', '<=', '>', '>=', 'in')

const quoted = (value: string) => `'${value}'`
/** Not `value`, which the engine finds in its own numbers, nor `id`, which has another type for it. */
const name = fc.constantFrom(
  'code',
  'category',
  'coding',
  'text',
  'component',
  'valueQuantity',
  'note',
  'status',
  'effective',
  'system',
  'userSelected',
  'extension',
)
const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => names.join('.'))
const literal = fc.oneof(
  text.map(quoted),
  fc.constantFrom('1', '2', '1.5', 'true', 'false', '{}', '$this', '%resource.code.coding.code'),
)
const nullary = fc.constantFrom(
  'count()',
  'first()',
  'last()',
  'tail()',
  'distinct()',
  'isDistinct()',
  'exists()',
  'empty()',
  'not()',
  'hasValue()',
  'children()',
  'toString()',
  'length()',
  'upper()',
  'single()',
  'toInteger()',
  'convertsToInteger()',
  'allTrue()',
  'ofType(code)',
  'ofType(Coding)',
  'descendants().count()',
)
const textual = fc.constantFrom('startsWith', 'endsWith', 'contains', 'indexOf', 'extension', 'matches')
const typeName = fc.constantFrom('string', 'code', 'Coding', 'boolean', 'dateTime', 'Element', 'Period')
const operator = fc.constantFrom(
  '=',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  '|',
  '&',
  '+',
  '-',
  '*',
  'in',
  'contains',
  'and',
  'or',
  'xor',
  'implies',
)
const setwise = fc.constantFrom('intersect', 'union', 'combine', 'exclude', 'subsetOf', 'supersetOf')

const { expression } = fc.letrec<{ expression: string; boolean: string }>((tie) => ({
  boolean: fc.oneof(
    { maxDepth: 3 },
    path.map((of) => `${of}.exists()`),
    fc.tuple(moment, comparison, moment).map(([left, sign, right]) => `(${left} ${sign} ${right}).exists()`),
    fc.tuple(path, fc.constantFrom('=', '!='), literal).map(([left, sign, right]) => `(${left} ${sign} ${right})`),
    fc
      .tuple(tie('expression'), fc.constantFrom('empty()', 'exists()', 'isDistinct()'))
      .map(([of, call]) => `${of}.${call}`),
    fc
      .tuple(tie('boolean'), fc.constantFrom('and', 'or', 'xor', 'implies'), tie('boolean'))
      .map(([a, sign, b]) => `(${a} ${sign} ${b})`),
  ),
  expression: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'expression' },
    path,
    literal,
    fc.tuple(moment, comparison, moment).map(([left, sign, right]) => `(${left} ${sign} ${right})`),
    fc.tuple(moment, moment).map(([left, right]) => `(${left} | ${right}).count()`),
    fc.tuple(tie('expression'), nullary).map(([of, call]) => `${of}.${call}`),
    fc.tuple(tie('expression'), name).map(([of, member]) => `${of}.${member}`),
    fc.tuple(tie('expression'), textual, text).map(([of, call, value]) => `${of}.${call}(${quoted(value)})`),
    fc
      .tuple(tie('expression'), fc.constantFrom('where', 'all', 'exists'), tie('boolean'))
      .map(([of, call, by]) => `${of}.${call}(${by})`),
    fc.tuple(tie('expression'), tie('expression')).map(([of, by]) => `${of}.select(${by})`),
    fc
      .tuple(tie('expression'), tie('boolean'), tie('expression'), tie('expression'))
      .map(([of, by, yes, no]) => `${of}.iif(${by}, ${yes}, ${no})`),
    fc.tuple(tie('expression'), setwise, tie('expression')).map(([of, call, other]) => `${of}.${call}(${other})`),
    fc.tuple(tie('expression'), operator, tie('expression')).map(([left, sign, right]) => `(${left} ${sign} ${right})`),
    fc.tuple(tie('expression'), typeName).map(([of, type]) => `(${of} is ${type})`),
  ),
}))

const evaluate = (resource: object, written: string, variables: object) =>
  fhirpath.evaluate(resource, written, variables, r4) as readonly unknown[]

type Outcome = { readonly values: string } | { readonly error: unknown }

function attempt(find: () => readonly unknown[]): Outcome {
  try {
    return { values: JSON.stringify(find().filter((value) => value !== undefined && value !== null)) }
  } catch (error) {
    return { error }
  }
}

t.test('random expressions find what the engine finds', async (t) => {
  let compared = 0
  const runs = process.env.TEST_LONG === '1' ? 50_000 : 3000
  fc.assert(
    fc.property(observation, expression, (resource, written) => {
      const focus = { type: 'Observation', value: resource, sibling: undefined }
      const part = compileExpressionFull(written, definitions)
      const found = attempt(() => collect(part, startRun(focus, environment({ resource }))).map(({ value }) => value))
      const expected = attempt(() => evaluate(structuredClone(resource), written, { resource }))
      // Where the engine fails, a compiled part may have had its answer before it came to what fails.
      if ('error' in expected || ('error' in found && found.error === beyond)) return true
      compared += 1
      if ('error' in found) throw found.error
      return found.values === expected.values || `${found.values} is not ${expected.values}` === ''
    }),
    { numRuns: runs, seed: 20261124 },
  )
  t.comment(`${compared} of ${runs} compared`)
  t.ok(compared > runs / 2, 'there was something to compare')
})
