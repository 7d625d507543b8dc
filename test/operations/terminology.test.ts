// https://hl7.org/fhir/R4/terminology-service.html
import t from 'tap'
import { type Json, startServer } from '../harness/server.js'
import { times } from '../spec/samples.js'

const { send } = await startServer(t)
const GENDER = 'http://hl7.org/fhir/administrative-gender'
const GENDERS = 'http://hl7.org/fhir/ValueSet/administrative-gender'
const ROOMS = 'http://clinic.example/CodeSystem/rooms'

const rooms = {
  resourceType: 'CodeSystem',
  id: 'rooms',
  url: ROOMS,
  version: '1',
  status: 'active',
  content: 'complete',
  hierarchyMeaning: 'is-a',
  concept: [
    {
      code: 'room',
      display: 'Room',
      concept: times(30, (n) => ({ code: `room-${n}`, display: `Room ${n}` })),
    },
    { code: 'hall', display: 'Hall' },
  ],
}
const roomSet = {
  resourceType: 'ValueSet',
  id: 'rooms',
  url: 'http://clinic.example/ValueSet/rooms',
  status: 'active',
  compose: { include: [{ system: ROOMS, filter: [{ property: 'concept', op: 'is-a', value: 'room' }] }] },
}
const roomMap = {
  resourceType: 'ConceptMap',
  id: 'rooms',
  url: 'http://clinic.example/ConceptMap/rooms',
  status: 'active',
  sourceUri: 'http://clinic.example/ValueSet/rooms',
  targetUri: 'http://clinic.example/ValueSet/doors',
  group: [
    {
      source: ROOMS,
      target: 'http://clinic.example/CodeSystem/doors',
      element: [{ code: 'room-1', target: [{ code: 'door-1', equivalence: 'equivalent' }] }],
    },
  ],
}
for (const resource of [rooms, roomSet, roomMap]) {
  const { status, text } = await send('PUT', `/${resource.resourceType}/rooms`, { body: resource })
  if (status !== 201) throw new Error(text)
}

const get = (path: string, query: Readonly<Record<string, string>> = {}) =>
  send('GET', `/${path}?${new URLSearchParams(query)}`)
const post = (path: string, ...parameter: readonly object[]) =>
  send('POST', `/${path}`, { body: { resourceType: 'Parameters', parameter } })

/** The value of an output parameter. */
const out = ({ json }: { json: Json }, name: string): Json => {
  const found = json.parameter?.find((parameter: Json) => parameter.name === name) ?? {}
  return Object.entries(found).find(([key]) => key.startsWith('value'))?.[1]
}

t.test('$lookup tells of a code, by GET and POST, on the type and on one code system', async (t) => {
  t.equal(out(await get('CodeSystem/$lookup', { system: GENDER, code: 'male' }), 'display'), 'Male')
  const coding = { name: 'coding', valueCoding: { system: GENDER, code: 'male' } }
  t.equal(out(await post('CodeSystem/$lookup', coding), 'display'), 'Male')
  t.equal(out(await get('CodeSystem/rooms/$lookup', { code: 'room-1' }), 'display'), 'Room 1')
  t.equal(out(await get('CodeSystem/$lookup', { system: ROOMS, code: 'room-1' }), 'display'), 'Room 1')
  t.equal((await get('CodeSystem/$lookup', { system: GENDER, code: 'nonsense' })).status, 404)
  t.equal((await get('CodeSystem/rooms/$lookup', { system: GENDER, code: 'male' })).status, 400)
  t.equal((await get('CodeSystem/$lookup', { code: 'male' })).status, 400)
  t.equal((await get('CodeSystem/absent/$lookup', { code: 'male' })).status, 404)
})

t.test('$validate-code says whether a system or set has a code', async (t) => {
  t.equal(out(await get('CodeSystem/$validate-code', { url: GENDER, code: 'male' }), 'result'), true)
  t.equal(out(await get('CodeSystem/rooms/$validate-code', { code: 'cellar' }), 'result'), false)
  t.equal(out(await get('ValueSet/$validate-code', { url: GENDERS, system: GENDER, code: 'male' }), 'result'), true)
  t.equal(out(await get('ValueSet/rooms/$validate-code', { system: ROOMS, code: 'room-7' }), 'result'), true)
  const hall = await get('ValueSet/rooms/$validate-code', { system: ROOMS, code: 'hall' })
  t.equal(out(hall, 'result'), false)
  t.match(out(hall, 'message'), /`hall`/)
  const concept = {
    coding: [
      { system: ROOMS, code: 'hall' },
      { system: ROOMS, code: 'room-2' },
    ],
  }
  t.equal(
    out(
      await post('ValueSet/rooms/$validate-code', { name: 'codeableConcept', valueCodeableConcept: concept }),
      'result',
    ),
    true,
  )
  t.equal(
    out(
      await post(
        'ValueSet/$validate-code',
        { name: 'valueSet', resource: roomSet },
        { name: 'coding', valueCoding: { system: ROOMS, code: 'room-2' } },
      ),
      'result',
    ),
    true,
  )
})

t.test('$subsumes compares two codes', async (t) => {
  t.equal(out(await get('CodeSystem/rooms/$subsumes', { codeA: 'room', codeB: 'room-3' }), 'outcome'), 'subsumes')
  t.equal(
    out(await get('CodeSystem/$subsumes', { system: ROOMS, codeA: 'room-3', codeB: 'room' }), 'outcome'),
    'subsumed-by',
  )
  t.equal(out(await get('CodeSystem/rooms/$subsumes', { codeA: 'hall', codeB: 'room' }), 'outcome'), 'not-subsumed')
})

t.test('$expand lists a set in pages; pages joined are the whole', async (t) => {
  const whole = await get('ValueSet/rooms/$expand')
  t.equal(whole.json.expansion.total, 31)
  const codes = ({ json }: { json: Json }): readonly string[] =>
    (json.expansion.contains ?? []).map(({ code }: Json) => code)
  const pages = await Promise.all(
    [0, 10, 20, 30].map((offset) => get('ValueSet/rooms/$expand', { offset: String(offset), count: '10' })),
  )
  t.same(pages.flatMap(codes), codes(whole))
  t.same(codes(await get('ValueSet/rooms/$expand', { filter: 'room 7' })), ['room-7', 'room-17', 'room-27'])
  t.same(codes(await get('ValueSet/rooms/$expand', { count: '0' })), [])
  const bare = await send('POST', '/ValueSet/$expand', { body: roomSet })
  t.equal(bare.json.expansion.total, 31, 'the bare value set is a parameter too')
  t.equal(
    (await get('ValueSet/$expand', { url: roomSet.url })).json.expansion.total,
    31,
    'what was just stored is known',
  )
  t.equal((await get('ValueSet/$expand', { url: 'http://clinic.example/unknown' })).status, 404)
  t.equal((await get('ValueSet/$expand', { url: GENDERS, count: 'ten' })).status, 400)
  t.equal((await get('ValueSet/rooms/$expand', { url: GENDERS })).status, 400)
})

t.test('$translate maps a code', async (t) => {
  for (const answer of [
    await get('ConceptMap/rooms/$translate', { system: ROOMS, code: 'room-1' }),
    await get('ConceptMap/$translate', { url: roomMap.url, system: ROOMS, code: 'room-1' }),
    await post(
      'ConceptMap/$translate',
      { name: 'conceptMap', resource: roomMap },
      { name: 'coding', valueCoding: { system: ROOMS, code: 'room-1' } },
    ),
  ]) {
    t.equal(out(answer, 'result'), true, answer.text)
    t.match(answer.text, /door-1/)
  }
  t.equal(out(await get('ConceptMap/rooms/$translate', { system: ROOMS, code: 'room-2' }), 'result'), false)
  t.equal(
    (await post('ConceptMap/rooms/$translate', { name: 'dependency', part: [{ name: 'element', valueUri: 'x' }] }))
      .status,
    400,
  )
})

t.test('a set of too many codes is too costly without pages, and says what to do', async (t) => {
  const small = await startServer(t, { EXPANSION_CODES_MAX: '10' })
  await small.send('PUT', '/CodeSystem/rooms', { body: rooms })
  await small.send('PUT', '/ValueSet/rooms', { body: roomSet })
  const { status, json } = await small.send('GET', '/ValueSet/rooms/$expand')
  t.match({ status, issue: json.issue[0] }, { issue: { code: 'too-costly', diagnostics: /count/ } })
  t.ok(status >= 400 && status < 500)
  t.equal((await small.send('GET', '/ValueSet/rooms/$expand?count=5')).json.expansion.contains.length, 5)
})

t.test('resources that are not of their structure are refused where an operation is given them', async (t) => {
  const given = (name: string, resource: Json) =>
    ({
      resourceType: 'Parameters',
      parameter: [
        { name: 'code', valueCode: 'a' },
        { name, resource },
      ],
    }) as Json
  const bad: readonly (readonly [string, Json])[] = [
    ['/ValueSet/$validate-code', given('valueSet', { resourceType: 'ValueSet', compose: { include: 'x' } })],
    ['/ConceptMap/$translate', given('conceptMap', { resourceType: 'ConceptMap', group: [null] })],
    ['/CodeSystem/$validate-code', given('codeSystem', { resourceType: 'CodeSystem', concept: 'x' })],
  ]
  for (const [path, body] of bad) t.equal((await send('POST', path, { body })).status, 400, path)
})
