import fc from 'fast-check'
import t from 'tap'
import { decodeUtf8, parseAnyJson, parseJson } from '../../src/fhir/json-parse.js'
import { FhirError } from '../../src/fhir/outcome.js'
import { limits, objectText, tokensOf } from './json-samples.js'

const parse = (text: string) => parseJson(text, limits)

function refusal(text: string): FhirError {
  try {
    parse(text)
  } catch (error) {
    if (error instanceof FhirError) return error
    throw error
  }
  throw new Error(`not refused: ${text.slice(0, 100)}`)
}

t.test('keeps every token, and drops white space only outside strings', async (t) => {
  fc.assert(
    fc.property(objectText([]), (text) => {
      const { text: exact, value } = parse(text)
      t.strictSame(tokensOf(exact), tokensOf(text))
      t.equal(exact, tokensOf(text).join(''))
      t.strictSame(value, JSON.parse(text))
    }),
  )
})

t.test('drops a byte order mark', async (t) => {
  t.equal(parse('\ufeff{"a": 1}').text, '{"a":1}')
})

t.test('refuses what is not JSON with line and column', async (t) => {
  for (const [text, sentence] of [
    ['', /empty.*line 1, column 1\./],
    ['{', /ends too early: a property name.*column 2\./],
    ['{"a":1,\n  "b" 2}', /colon after the property name `b`.*line 2, column 7\./],
    ['{"a":[1 2]}', /Unexpected `2`: a comma or the closing bracket.*column 9\./],
    ['{"a":01}', /needless zero, as `01`.*column 6\./],
    ['{"a":1,}', /Unexpected `}`: a property name/],
    ['{"a":tru}', /`tru` is not a JSON value/],
    ['{"a":"x', /string is not closed.*column 6\./],
    ['{"a":"x\ny"}', /raw control character.*column 8\./],
    ['{"a":"\\x"}', /escape that JSON does not know.*column 7\./],
    ['{"a\\u00g0":1}', /escape that JSON does not know/],
    ['{"a":1}}', /follows the end/],
    ['{"a":1]', /Unexpected `]`/],
    ["{'a':1}", /property name in double quotes/],
    ['}{', /./],
    ['<Patient/>', /`<Patient\/>` is not a JSON value/],
  ] as const) {
    const error = refusal(text)
    t.equal(error.status, 400)
    t.match(error.issues[0]?.diagnostics, sentence, text)
  }
  t.equal(
    refusal('{"resourceType":"Patient","name":[{"family":"a"},{"family":,}]}').issues[0]?.expression?.[0],
    'Patient.name[1].family',
  )
})

t.test('refuses truncation at every place', async (t) => {
  const text = '{"resourceType":"Patient","name":[{"family":"\\u00e4\\n"}],"x":-1.5e3,"y":[true,null]}'
  parse(text)
  for (let length = 0; length < text.length; length++) t.equal(refusal(text.slice(0, length)).status, 400)
})

t.test('refuses a top level that is not an object', async (t) => {
  for (const text of ['[]', '"a"', '1', 'null', 'true']) t.match(refusal(text).message, /a JSON object was expected/)
  t.strictSame(parseAnyJson('[ 1 ]', limits), { text: '[1]', value: [1], rounded: false })
})

t.test('refuses duplicate keys at every depth, also when an escape hides them', async (t) => {
  for (const text of [
    '{"a":1,"a":1}',
    '{"x":[{"b":{"a":1,"c":2,"a":3}}]}',
    '{"a":1,"\\u0061":2}',
    '{"\\u0061":1,"b":{},"a":2}',
    `{${Array.from({ length: 40 }, (_, index) => `"k${index}":{"k1":1}`).join()},"k39":1}`,
  ]) {
    const error = refusal(text)
    t.match(error.issues[0], { code: 'structure', diagnostics: /occurs twice in one object/ })
  }
  t.equal(
    refusal('{"resourceType":"Patient","name":[{"family":"a","family":"b"}]}').issues[0]?.expression?.[0],
    'Patient.name[0].family',
  )
  parse('{"a":{"a":{"a":[{"a":1},{"a":2}]}},"b":{"a":1}}')
})

t.test('refuses more than a thousand keys in one object, and takes that many', async (t) => {
  const keys = (count: number) => Array.from({ length: count }, (_, index) => `"k${index}":1`).join()
  parse(`{${keys(1000)}}`)
  t.match(refusal(`{"a":{${keys(1001)}}}`).message, /may have 1000 properties, this one has more/)
  t.match(refusal(`{${keys(999)},"k0":1}`).message, /`k0` occurs twice/)
})

t.test('refuses the key __proto__, escaped or not', async (t) => {
  for (const key of ['__proto__', '\\u005f_proto__'])
    t.match(refusal(`{"a":{"${key}":{"x":1}}}`).message, /`__proto__` is not allowed/)
  t.equal(({} as { x?: number }).x, undefined)
})

t.test('refuses nesting beyond the limit, also 10,000 and a million levels', async (t) => {
  const nested = (depth: number) => `{"a":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`
  parse(nested(100))
  for (const depth of [101, 10_000, 1_000_000]) t.match(refusal(nested(depth)).message, /may be nested 100 deep/)
  t.match(refusal(`{"a":${'['.repeat(1_000_000)}`).message, /may be nested 100 deep/)
  t.match(refusal('{"a":'.repeat(1_000_000)).message, /may be nested 100 deep/)
})

t.test('refuses lone surrogates, raw and escaped', async (t) => {
  for (const lone of [
    '\ud800',
    '\udc00',
    '\\ud800',
    '\\uDC00',
    '\\ud800\\u0041',
    '\\ud800x',
    '\ud800\\udc00',
    '\\ud800\udc00',
    '\\ud800\\ud800',
  ]) {
    t.match(refusal(`{"a":"x${lone}"}`).message, /half of a surrogate pair/, JSON.stringify(lone))
  }
  t.match(refusal('{"a\ud800":1}').message, /half of a surrogate pair/)
  t.equal(parse('{"a":"\ud83d\ude00\\ud83d\\ude00"}').text, '{"a":"\ud83d\ude00\\ud83d\\ude00"}')
})

t.test('refuses control characters other than tab, CR and LF, also in keys', async (t) => {
  for (let code = 0; code < 0x20; code++) {
    const sequence = `\\u00${code.toString(16).padStart(2, '0')}`
    const allowed = code === 9 || code === 10 || code === 13
    if (allowed) parse(`{"a":"${sequence}"}`)
    else t.match(refusal(`{"a":"${sequence}"}`).message, /has the control character/)
    t.equal(refusal(`{"a":"${String.fromCharCode(code)}"}`).status, 400)
  }
  for (const sequence of ['\\b', '\\f']) t.match(refusal(`{"a":"${sequence}"}`).message, /has the control character/)
  t.match(refusal('{"a\\u0000":1}').message, /has the control character/)
  parse('{"a":"\\t\\r\\n\\"\\\\\\/"}')
})

t.test('refuses numbers longer than the limit or beyond a double', async (t) => {
  t.match(refusal(`{"a":${'9'.repeat(1000)}}`).message, /has 1000 characters; at most 100/)
  t.match(refusal('{"resourceType":"Observation","value":1e999}').issues[0], {
    code: 'invalid',
    expression: ['Observation.value'],
  })
  t.equal(parse('{"a":1e308}').text, '{"a":1e308}')
})

t.test('says whether a double lost digits', async (t) => {
  for (const [literal, rounded] of [
    ['1.10', false],
    ['0.1', false],
    ['42.24391734817364', false],
    ['1E-7', false],
    ['-0.0', false],
    ['123456789012345678', true],
    ['0.1000000000000000055511151231257827', true],
    ['100000000000000000000', false],
    ['1e-400', true],
  ] as const) {
    t.equal(parse(`{"a":${literal}}`).rounded, rounded, literal)
  }
})

t.test('decodes UTF-8, and names the byte that is not', async (t) => {
  t.equal(decodeUtf8(Buffer.from('{"a":"ä€😀\ufffd"}')), '{"a":"ä€😀\ufffd"}')
  t.equal(decodeUtf8(Buffer.from('\ufeff{}')), '{}')
  for (const [bytes, offset] of [
    [[0x41, 0xff], 1],
    [[0xef, 0xbf, 0xbd, 0x41, 0xc3], 4],
    [[0xed, 0xa0, 0x80], 0],
    [[0xc3, 0xa4, 0xc0, 0x80], 2],
  ] as const) {
    t.throws(() => decodeUtf8(Uint8Array.from(bytes)), { status: 400, message: new RegExp(`offset ${offset} `) })
  }
})
