// https://hl7.org/fhir/R4/http.html#create
import t from 'tap'
import { unrestricted } from '../../src/access/access.js'
import { createStoreTarget } from '../../src/bulk-data/import/store-target.js'
import { parseJson } from '../../src/fhir/json-parse.js'
import { conflict, issue } from '../../src/fhir/outcome.js'
import { resourceText } from '../../src/fhir/resource-text.js'
import { judgeAll } from '../../src/interactions/judge.js'
import { createTurns } from '../../src/interactions/turns.js'
import { type Json, startServer } from '../harness/server.js'
import { bundle, countOf, entry, issueOf, jsonPatchBinary, observation, patient, times } from '../spec/samples.js'

const server = await startServer(t)
const { send, engine } = server
const prefer = { prefer: 'return=OperationOutcome' }
const claiming = (elements: object = {}) =>
  patient({ meta: { profile: ['http://clinic.example/unknown'] }, ...elements })

t.test('400 for a wrong structure, 422 for a broken rule, whatever the write', async (t) => {
  await send('PUT', '/Patient/1', { body: patient({ id: '1' }) })
  for (const [status, elements, code] of [
    [400, { gender: 5 }, 'structure'],
    [422, { gender: 'nonsense' }, 'code-invalid'],
    [422, { contact: [{ gender: 'male' }] }, 'invariant'],
  ] as const) {
    const value = Object.entries(elements).map(([path, each]) => ({ op: 'add', path: `/${path}`, value: each }))
    for (const answer of [
      await send('POST', '/Patient', { body: patient(elements) }),
      await send('POST', '/Patient', { body: patient(elements), headers: { 'if-none-exist': 'identifier=x' } }),
      await send('PUT', '/Patient/1', { body: patient({ id: '1', ...elements }) }),
      await send('PUT', '/Patient?identifier=x', { body: patient(elements) }),
      await send('PATCH', '/Patient/1', { body: value, headers: { 'content-type': 'application/json-patch+json' } }),
      await send('POST', '/', { body: bundle('transaction', entry('POST Patient', patient(elements))) }),
      await send('POST', '/', { body: bundle('transaction', entry('PATCH Patient/1', jsonPatchBinary(...value))) }),
    ]) {
      t.equal(answer.status, status, answer.text)
      t.equal(issueOf(answer).code, code)
    }
    const batch = await send('POST', '/', { body: bundle('batch', entry('POST Patient', patient(elements))) })
    t.equal(batch.json.entry[0].response.status, String(status))
  }
  t.equal(await countOf(server, 'Patient'), 1)
})

t.test("what the server puts in the place of the client's is not judged", async (t) => {
  const body = patient({ id: 'not an id!', meta: { versionId: 'not one either!', lastUpdated: 'yesterday' } })
  t.equal((await send('POST', '/Patient', { body })).status, 201)
})

t.test('warnings refuse nothing, and are told to those who ask', async (t) => {
  const warning = { severity: 'warning', diagnostics: /http:\/\/clinic.example\/unknown/ }
  const made = { severity: 'information', diagnostics: /was (created|updated)/ }
  const plain = await send('POST', '/Patient', { body: claiming() })
  t.equal(plain.status, 201)
  t.equal(plain.json.resourceType, 'Patient')
  t.match((await send('POST', '/Patient', { body: claiming(), headers: prefer })).json.issue, [made, warning])
  t.match((await send('PUT', '/Patient/w', { body: claiming({ id: 'w' }), headers: prefer })).json.issue, [
    made,
    warning,
  ])
  const patched = await send('PATCH', '/Patient/w', {
    body: [{ op: 'add', path: '/active', value: true }],
    headers: { ...prefer, 'content-type': 'application/json-patch+json' },
  })
  t.match(patched.json.issue, [made, warning])
  for (const type of ['batch', 'transaction'] as const) {
    const { json } = await send('POST', '/', {
      body: bundle(
        type,
        entry('POST Patient', claiming()),
        entry('POST Patient', patient()),
        entry('PATCH Patient/w', jsonPatchBinary({ op: 'replace', path: '/active', value: false })),
      ),
      headers: prefer,
    })
    const outcomes = json.entry.map(({ response }: Json) => response.outcome.issue)
    t.match(outcomes, [[made, warning], [made], [made, warning]], type)
    t.equal(outcomes[1].length, 1)
  }
})

t.test('a transaction tells what is wrong with each of its entries, and knows what its entries refer to', async (t) => {
  const urn = 'urn:uuid:7b1f4e5a-8f5f-4f1c-9d53-0a0000000009'
  const answer = await send('POST', '/', {
    body: bundle(
      'transaction',
      entry('POST Patient', patient({ gender: 'nonsense' })),
      entry('POST Patient', patient()),
      entry('POST Observation', { resourceType: 'Observation', status: 'nonsense', code: { text: 'x' } }),
    ),
  })
  t.equal(answer.status, 422)
  t.same(
    answer.json.issue.map(({ expression }: Json) => expression[0]),
    ['Bundle.entry[0].resource.gender', 'Bundle.entry[2].resource.status'],
  )
  const linked = await send('POST', '/', {
    body: bundle(
      'transaction',
      entry('POST Patient', patient(), { fullUrl: urn }),
      entry('POST Observation', observation({ subject: { reference: urn } })),
    ),
    headers: prefer,
  })
  t.equal(linked.status, 200, linked.text)
  t.notMatch(linked.text, /warning/)
  const wrong = await send('POST', '/', {
    body: bundle(
      'transaction',
      entry('POST Organization', { resourceType: 'Organization', name: 'x' }, { fullUrl: urn }),
      entry('POST Observation', observation({ subject: { reference: urn } })),
    ),
  })
  t.equal(wrong.status, 422, 'an Organization is no subject')
  t.match(issueOf(wrong).expression, ['Bundle.entry[1].resource.subject.reference'])
})

t.test('the judges of the list are asked in turn, and not about what one of them refused', async (t) => {
  const seen: string[][] = []
  const context = {
    ...engine.contextFor(unrestricted),
    beforeWrite: [
      (writes: readonly { readonly id: string }[]) => {
        seen.push(writes.map(({ id }) => id))
        return writes.map(({ id }) => ({
          refusal: id === 'b' ? conflict(issue('conflict', 'no')) : undefined,
          warnings: id === 'c' ? [issue('value', 'first')] : [],
        }))
      },
      async (writes: readonly { readonly id: string }[]) => {
        seen.push(writes.map(({ id }) => id))
        return writes.map(() => ({ refusal: undefined, warnings: [issue('value', 'second')] }))
      },
    ],
  }
  const content = resourceText(parseJson('{"resourceType":"Patient"}', { depth: 9, numberLength: 9 }))
  const writes = ['a', 'b', 'c'].map((id) => ({ type: 'Patient', id, method: 'PUT' as const, content }))
  const verdicts = await judgeAll(context, writes)
  t.same(seen, [
    ['a', 'b', 'c'],
    ['a', 'c'],
  ])
  t.match(verdicts, [
    { refusal: undefined, warnings: [{ diagnostics: 'second' }] },
    { refusal: { status: 409 } },
    { refusal: undefined, warnings: [{ diagnostics: 'first' }, { diagnostics: 'second' }] },
  ])
})

t.test('VALIDATION=structure judges the structure alone, off nothing; neither ever gives a 500', async (t) => {
  const structure = await startServer(t, { VALIDATION: 'structure' })
  t.equal((await structure.send('POST', '/Patient', { body: patient({ gender: 'nonsense' }) })).status, 201)
  t.equal((await structure.send('POST', '/Patient', { body: patient({ gender: 5 }) })).status, 400)
  t.match((await structure.send('POST', '/Patient/$validate', { body: patient({ gender: 'nonsense' }) })).json.issue, [
    { severity: 'error' },
  ])
  const off = await startServer(t, { VALIDATION: 'off' })
  const set = { resourceType: 'ValueSet', url: 'http://example.org/set', status: 'active', compose: { include: 'x' } }
  t.equal(
    (await off.send('POST', '/ValueSet', { body: set })).status,
    400,
    'what the server itself works with is judged',
  )
  const odd: readonly unknown[] = [
    5,
    null,
    true,
    'x',
    [],
    {},
    [null],
    [[1]],
    { a: { b: [] } },
    [{ reference: 5 }],
    '\u0007'.trim(),
  ]
  for (const name of [
    'gender',
    'name',
    'birthDate',
    'identifier',
    'generalPractitioner',
    'contained',
    'extension',
    'text',
    'nonsense',
  ]) {
    for (const value of odd) {
      const { status, text } = await off.send('POST', '/Patient', { body: patient({ [name]: value }) })
      t.ok(
        status === 201 || status === 400 || status === 422,
        `${name}: ${JSON.stringify(value)}: ${status} ${text.slice(0, 200)}`,
      )
    }
  }
  for (const meta of [{ profile: 5 }, { profile: [5] }, { tag: 'x' }, { security: [{ code: {} }] }]) {
    const { status } = await off.send('POST', '/Patient', { body: patient({ meta }) })
    t.ok(status === 201 || status === 400, JSON.stringify(meta))
  }
  t.equal((await off.send('POST', '/Patient', { body: '{"resourceType":"Patient",}' })).status, 400)
})

t.test('profiles of the configuration are held to, and unknown claims refused where it says so', async (t) => {
  const strict = await startServer(t, {
    UNKNOWN_PROFILE: 'error',
    PROFILE_Observation: 'http://hl7.org/fhir/StructureDefinition/vitalsigns',
  })
  t.equal((await strict.send('POST', '/Patient', { body: claiming() })).status, 422)
  t.equal((await strict.send('POST', '/Patient', { body: patient() })).status, 201)
  const answer = await strict.send('POST', '/Observation', { body: observation() })
  t.equal(answer.status, 422)
  t.match(answer.text, /Observation\.(category|subject|effective)/)
})

t.test('a profile that is stored counts for the next write, also beside many others', async (t) => {
  const profile = (n: number) => ({
    resourceType: 'StructureDefinition',
    id: `p${n}`,
    url: `http://clinic.example/StructureDefinition/p${n}`,
    name: `P${n}`,
    status: 'active',
    kind: 'resource',
    abstract: false,
    type: 'Patient',
    baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Patient',
    derivation: 'constraint',
    differential: { element: [{ id: 'Patient.birthDate', path: 'Patient.birthDate', min: 1 }] },
  })
  const answers = await Promise.all(
    times(12, (n) => [
      send('PUT', `/StructureDefinition/p${n}`, { body: profile(n) }),
      send('POST', '/Patient', { body: patient({ name: [{ family: 'Beside' }] }) }),
    ]).flat(),
  )
  for (const { status, text } of answers) t.equal(status, 201, text)
  for (const n of [0, 11]) {
    const meta = { profile: [`http://clinic.example/StructureDefinition/p${n}`] }
    const refused = await send('POST', '/Patient', { body: patient({ meta }) })
    t.equal(refused.status, 422, refused.text)
    t.match(issueOf(refused).expression, ['Patient.birthDate'])
    t.equal((await send('POST', '/Patient', { body: patient({ meta, birthDate: '1980' }) })).status, 201)
  }
  await send('DELETE', '/StructureDefinition/p0')
  const meta = { profile: ['http://clinic.example/StructureDefinition/p0'] }
  t.equal((await send('POST', '/Patient', { body: patient({ meta }) })).status, 201, 'it is unknown again')
})

t.test('what is done in turn is done one after the other, also where it fails', async (t) => {
  const inTurn = createTurns()
  const seen: string[] = []
  const step = (name: string) => async () => {
    seen.push(`${name} begins`)
    await Promise.resolve()
    seen.push(`${name} ends`)
    if (name === 'b') throw new Error(name)
    return name
  }
  const all = await Promise.allSettled(['a', 'b', 'c'].map((name) => inTurn(step(name))))
  t.same(seen, ['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
  t.same(
    all.map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled'],
  )
})

t.test('an import of definitions and what is judged by them goes through, chunk after chunk', async (t) => {
  const target = createStoreTarget(engine.contextFor(unrestricted))
  const text = (value: object) => resourceText(parseJson(JSON.stringify(value), { depth: 50, numberLength: 50 }))
  const system = (n: number) => ({ resourceType: 'CodeSystem', id: `s${n}`, status: 'active', content: 'complete' })
  for (const n of [1, 2, 3]) {
    const results = await target.writeMany([
      { ...text(system(n)), id: `s${n}` },
      { ...text(patient({ id: `i${n}` })), id: `i${n}` },
      { ...text(patient({ id: `x${n}`, gender: 'nonsense' })), id: `x${n}` },
    ])
    t.match(results, [{ outcome: 'created' }, { outcome: 'created' }, { outcome: 'rejected', reason: /`nonsense`/ }])
  }
})

t.test('a transaction of hundreds is judged in pieces, and named by its entries', async (t) => {
  const entries = times(250, (n) => entry('POST Patient', patient(n === 240 ? { gender: 'nonsense' } : {})))
  const answer = await send('POST', '/', { body: bundle('transaction', ...entries) })
  t.equal(answer.status, 422)
  t.same(issueOf(answer).expression, ['Bundle.entry[240].resource.gender'])
})
