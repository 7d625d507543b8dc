import { existsSync, readFileSync } from 'node:fs'
import t from 'tap'
import { parseAnyJson } from '../../../src/fhir/json-parse.js'
import { FhirError } from '../../../src/fhir/outcome.js'
import { applyJsonPatch } from '../../../src/interactions/patch/json-patch.js'
import { limits } from '../../fhir/json-samples.js'

interface Case {
  readonly doc: unknown
  readonly patch?: unknown
  readonly expected?: unknown
  readonly error?: string
  readonly comment?: string
  readonly disabled?: boolean
}

const folder = '../shared/data/json-patch'

for (const file of ['tests.json', 'spec_tests.json', 'fhir/json-patch-tests.json']) {
  const path = `${folder}/${file}`
  t.test(`does as ${file} says`, { skip: existsSync(path) ? false : `${path} is absent` }, async (t) => {
    for (const { doc, patch, expected, error, comment, disabled } of JSON.parse(readFileSync(path, 'utf8')) as Case[]) {
      if (disabled === true || patch === undefined) continue
      const title = `${comment ?? ''} ${JSON.stringify(patch)}`
      const apply = () => JSON.parse(applyJsonPatch(JSON.stringify(doc), JSON.stringify(patch)))
      if (error === undefined) {
        const result = apply()
        if (expected !== undefined) t.strictSame(result, expected, title)
      } else t.throws(apply, { name: 'FhirError', status: /^4(00|22)$/ }, title)
    }
  })
}

function refusal(resource: string, patch: string): FhirError {
  try {
    applyJsonPatch(resource, parseAnyJson(patch, limits).text)
  } catch (error) {
    if (error instanceof FhirError) return error
    throw error
  }
  throw new Error(`not refused: ${patch}`)
}

t.test('keeps order and every digit elsewhere', async (t) => {
  t.equal(
    applyJsonPatch(
      '{"z":1.10,"a":[0.50,{"b":123456789012345678901234567890}],"n":-0.0}',
      '[{"op":"replace","path":"/n","value":2.00},{"op":"copy","from":"/a/1","path":"/c"},{"op":"move","from":"/a/0","path":"/d"}]',
    ),
    '{"z":1.10,"a":[{"b":123456789012345678901234567890}],"n":2.00,"c":{"b":123456789012345678901234567890},"d":0.50}',
  )
})

t.test('a test compares numbers by value', async (t) => {
  const resource = '{"a":1.10,"b":{"c":[1,null]}}'
  t.equal(applyJsonPatch(resource, '[{"op":"test","path":"/a","value":1.1}]'), resource)
  t.equal(applyJsonPatch(resource, '[{"op":"test","path":"/b","value":{"c":[1.0,null]}}]'), resource)
  t.match(refusal(resource, '[{"op":"test","path":"/a","value":"1.1"}]'), {
    status: 422,
    message: /Operation 0 \(test `\/a`\) fails: the resource has another value/,
  })
  t.match(refusal(resource, '[{"op":"test","path":"/x","value":1}]').message, /has nothing there/)
})

t.test('refuses a malformed patch with 400, before anything is applied', async (t) => {
  for (const patch of [
    '{}',
    '["x"]',
    '[{"op":"spam","path":"/a"}]',
    '[{"path":"/a"}]',
    '[{"op":"add","value":1}]',
    '[{"op":"add","path":"a","value":1}]',
    '[{"op":"add","path":"/a~2","value":1}]',
    '[{"op":"add","path":"/a"}]',
    '[{"op":"copy","path":"/a"}]',
    '[{"op":"test","path":"/nothing","value":1},{"op":"add","path":1,"value":1}]',
  ]) {
    t.equal(refusal('{"a":1}', patch).status, 400, patch)
  }
})

t.test('refuses paths into the prototype', async (t) => {
  for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
    for (const path of [`/${name}`, `/${name}/polluted`, `/a/${name}/x`]) {
      t.equal(refusal('{"a":{}}', `[{"op":"add","path":"${path}","value":1}]`).status, 400, path)
    }
    t.equal(refusal('{"a":{}}', `[{"op":"copy","from":"/${name}","path":"/b"}]`).status, 400)
  }
  t.equal(({} as { polluted?: number }).polluted, undefined)
})

t.test('names the operation that cannot be applied, with 422', async (t) => {
  for (const [operation, sentence] of [
    [
      '{"op":"remove","path":"/x"}',
      /Operation 1 \(remove `\/x`\) cannot be applied: the resource has nothing at that path/,
    ],
    ['{"op":"replace","path":"/x/y","value":1}', /nothing at that path/],
    ['{"op":"add","path":"/a/9","value":1}', /beyond the end of the array/],
    ['{"op":"add","path":"/a/x","value":1}', /addressed by an index/],
    ['{"op":"remove","path":"/a/-"}', /./],
    ['{"op":"add","path":"/n/x","value":1}', /./],
    ['{"op":"move","from":"/x","path":"/b"}', /nothing at `from`/],
    ['{"op":"move","from":"/o","path":"/o/p"}', /into itself/],
  ] as const) {
    const error = refusal('{"a":[1],"n":1.5,"o":{}}', `[{"op":"test","path":"/a/0","value":1},${operation}]`)
    t.match(error, { status: 422, message: sentence }, operation)
  }
})

t.test('the whole document may be replaced', async (t) => {
  t.equal(applyJsonPatch('{}', '[{"op":"replace","path":"","value":1.0}]'), '1.0')
})

t.test('patches that grow without end are refused', async (t) => {
  const repeated = (count: number, ...operations: readonly string[]) =>
    `[${Array.from({ length: count }, () => operations.join()).join()}]`
  const resource = '{"a":{"b":"0123456789"}}'
  t.match(
    refusal('{"l":[1]}', repeated(60, '{"op":"copy","from":"/l","path":"/l/-"}')).message,
    /copies and moves too much/,
  )
  const deep = `${'{"a":'.repeat(90)}1${'}'.repeat(90)}`
  const nest = [
    `{"op":"add","path":"/b","value":${deep}}`,
    `{"op":"move","from":"/a","path":"/b${'/a'.repeat(90)}"}`,
    '{"op":"move","from":"/b","path":"/a"}',
  ]
  t.match(refusal(resource, repeated(333, ...nest)), { status: 422, message: /nested too deep/ })
  const added = Array.from(
    { length: 150 },
    (_, index) => `{"op":"add","path":"${'/a'.repeat(90 * index + 1)}","value":${deep}}`,
  )
  t.match(refusal('{}', `[${added.join()}]`), { status: 422, message: /nested too deep/ })
  t.match(refusal(resource, repeated(1_001, '{"op":"test","path":"/a","value":1}')).message, /at most 1000/)
})
