// https://hl7.org/fhir/R4/operations.html#executing
import t from 'tap'
import { loadDefinitions } from '../../src/definitions/load.js'
import { parseJson } from '../../src/fhir/json-parse.js'
import { FhirError } from '../../src/fhir/outcome.js'
import type { Context, FhirRequest } from '../../src/interactions/interaction.js'
import { flagOf, partsOf, recordOf, resourcesOf, textOf, textsOf, wholeOf } from '../../src/operations/input.js'
import type { OperationEntry } from '../../src/operations/operation.js'
import { readInput } from '../../src/operations/read-input.js'
import { createStructureCheck } from '../../src/validation/structure.js'

const definitions = loadDefinitions()
const context = { definitions, checkStructure: createStructureCheck(definitions) } as unknown as Context

const entry: OperationEntry = {
  code: 'sample',
  definition: 'http://clinic.example/OperationDefinition/sample',
  places: [{ level: 'type', scope: 'r' }],
  types: '*',
  methods: ['GET', 'POST'],
  parameters: [
    { name: 'url', type: 'uri', max: 1 },
    { name: 'count', type: 'integer', max: 1 },
    { name: 'active', type: 'boolean', max: 1 },
    { name: 'date', type: 'dateTime', max: 1 },
    { name: 'property', type: 'code', max: '*' },
    { name: 'coding', type: 'Coding', max: 1 },
    { name: 'patient', type: 'Patient', max: 1 },
    {
      name: 'dependency',
      type: 'part',
      max: '*',
      parts: [
        { name: 'element', type: 'uri', max: 1 },
        { name: 'concept', type: 'CodeableConcept', max: 1 },
      ],
    },
  ],
  perform: async () => ({ status: 200 }),
}

const ask = (query: FhirRequest['parameters'], body?: object | string) =>
  readInput(context, entry, {
    interaction: '$sample',
    method: body === undefined ? 'GET' : 'POST',
    type: 'Patient',
    parameters: query,
    ...(body === undefined
      ? {}
      : { body: parseJson(typeof body === 'string' ? body : JSON.stringify(body), { depth: 50, numberLength: 100 }) }),
    prefer: { return: undefined, handling: undefined },
  })

const parameters = (...parameter: readonly object[]) => ({ resourceType: 'Parameters', parameter })

const refusal = (query: FhirRequest['parameters'], body?: object | string): string => {
  try {
    ask(query, body)
    return ''
  } catch (error) {
    if (error instanceof FhirError && error.status === 400) return error.message
    throw error
  }
}

t.test('parameters of the address are read as their types', async (t) => {
  const input = ask([
    ['url', 'http://a/b'],
    ['count', '10'],
    ['active', 'true'],
    ['date', '2026-11'],
    ['property', 'a'],
    ['property', 'b'],
    ['_format', 'json'],
    ['_pretty', 'true'],
  ])
  t.equal(textOf(input, 'url'), 'http://a/b')
  t.equal(wholeOf(input, 'count'), 10)
  t.equal(flagOf(input, 'active'), true)
  t.equal(textOf(input, 'date'), '2026-11')
  t.same(textsOf(input, 'property'), ['a', 'b'])
  t.equal(textOf(input, 'absent'), undefined)
  t.equal(flagOf(ask([['active', 'false']]), 'active'), false)
})

t.test('parameters of the body are read as their types, also where an alike type was sent', async (t) => {
  const input = ask(
    [['count', '3']],
    parameters(
      { name: 'url', valueCanonical: 'http://a/b' },
      { name: 'property', valueString: 'a' },
      { name: 'property', valueCode: 'b' },
      { name: 'coding', valueCoding: { system: 'http://s', code: 'c' } },
      {
        name: 'dependency',
        part: [
          { name: 'element', valueUri: 'http://e' },
          { name: 'concept', valueCodeableConcept: { text: 'x' } },
        ],
      },
    ),
  )
  t.equal(textOf(input, 'url'), 'http://a/b')
  t.equal(wholeOf(input, 'count'), 3, 'the address has a say beside the body')
  t.same(textsOf(input, 'property'), ['a', 'b'])
  t.same(recordOf(input, 'coding'), { system: 'http://s', code: 'c' })
  const [part] = partsOf(input, 'dependency')
  t.ok(part)
  if (part === undefined) return
  t.equal(textOf(part, 'element'), 'http://e')
  t.same(recordOf(part, 'concept'), { text: 'x' })
})

t.test('a resource keeps its exact text, bare or within Parameters, and is not judged here', async (t) => {
  const text = '{"resourceType":"Patient","multipleBirthInteger":"no","extension":[{"url":"x","valueDecimal":1.10}]}'
  t.equal(resourcesOf(ask([], text), 'patient')[0]?.text, text)
  const within = `{"resourceType":"Parameters","parameter":[{"name":"patient","resource":${text}}]}`
  t.equal(resourcesOf(ask([], within), 'patient')[0]?.text, text)
})

t.test('what is not asked for is refused, with a sentence that says what is', async (t) => {
  const cases: readonly (readonly [query: FhirRequest['parameters'], body: object | undefined, expected: RegExp])[] = [
    [[['urll', 'x']], undefined, /`\$sample` has no parameter `urll`\. Did you mean `url`\? It takes `url`, `count`/],
    [[['count', 'ten']], undefined, /`count` is `ten`; it has to be a whole number of 32 bits/],
    [[['count', '1.5']], undefined, /`count` is `1\.5`/],
    [[['active', 'yes']], undefined, /`active` is `yes`; it has to be `true` or `false`/],
    [[['date', '2023-02-30']], undefined, /`date` is `2023-02-30`/],
    [[['url', '']], undefined, /`url` is ``/],
    [[['coding', 'a|b']], undefined, /`coding` is a Coding, which cannot stand in the address/],
    [
      [
        ['url', 'a'],
        ['url', 'b'],
      ],
      undefined,
      /`url` of `\$sample` is given more than once/,
    ],
    [[['url', 'a']], parameters({ name: 'url', valueUri: 'b' }), /given more than once/],
    [[], parameters({ name: 'nonsense', valueUri: 'b' }), /has no parameter `nonsense`/],
    [
      [],
      parameters({ name: 'url', valueInteger: 1 }),
      /`Parameters\.parameter\[0\]` \(`url`\) has `valueInteger`; expected `valueUri`/,
    ],
    [[], parameters({ name: 'url' }), /has no value; expected `valueUri`/],
    [
      [],
      parameters({ name: 'property', valueString: ' a b ' }),
      /`Parameters\.parameter\[0\]\.valueString` has to be a code/,
    ],
    [[], parameters({ name: 'coding', valueCoding: { kode: 'x' } }), /`Parameters\.parameter\[0\]\.valueCoding\.kode`/],
    [[], parameters({ name: 'coding', valueCode: 'x' }), /has `valueCode`; expected `valueCoding`/],
    [[], parameters({ valueUri: 'x' }), /`Parameters\.parameter\[0\]\.name` is missing/],
    [
      [],
      parameters({ name: 'patient', valueString: 'x' }),
      /`Parameters\.parameter\[0\]\.resource` has to be a resource/,
    ],
    [
      [],
      parameters({ name: 'patient', resource: { resourceType: 'Person' } }),
      /is a `Person`; `patient` takes a `Patient`/,
    ],
    [[], parameters({ name: 'dependency', valueString: 'x' }), /has no `part`/],
    [[], parameters({ name: 'dependency', part: [{ name: 'x', valueUri: 'x' }] }), /has no parameter `x`/],
    [
      [],
      { resourceType: 'Person' },
      /The body of `\$sample` is a `Person`; expected a `Parameters` resource or a `Patient`/,
    ],
  ]
  for (const [query, body, expected] of cases) t.match(refusal(query, body), expected)
})
