import fc from 'fast-check'

/** Generators and a plain tokenizer for the laws about exact text. The tokenizer is written apart from the code it judges. */

export const limits = { depth: 100, numberLength: 100 }

const digits = (minLength: number, maxLength: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength, maxLength }).map((list) => list.join(''))

/** Number literals as people and machines write them: `0.10`, `1E-7`, `-0.0`, thirty digits. */
export const numberLiteral: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('0', '-0', '0.10', '1E-7', '-0.0', '1.00e+2', '100000000000000000000.000000001', '5e-324'),
  fc
    .tuple(
      fc.constantFrom('', '-'),
      fc.constantFrom('0', '1', '7', '42', '120'),
      digits(0, 30),
      fc.constantFrom('', 'e-7', 'E3'),
    )
    .map(([sign, whole, fraction, exponent]) => `${sign}${whole}${fraction === '' ? '' : `.${fraction}`}${exponent}`),
  fc.tuple(fc.integer({ min: 1, max: 9 }), digits(29, 29)).map(([first, rest]) => `${first}${rest}`),
)

/** String literals, some with needless escapes. */
export const stringLiteral: fc.Arbitrary<string> = fc.oneof(
  fc
    .string({ unit: 'binary', maxLength: 12 })
    .filter((value) => !/[^\t\n\r -\uffff]/.test(value))
    .map((value) => JSON.stringify(value)),
  fc.constantFrom(
    '"http:\\/\\/example.org"',
    '"\\u0041\\n"',
    '"\\ud83d\\ude00"',
    '"\\\\"',
    '"\\\\\\""',
    '"{[,:]}"',
    '" "',
  ),
)

const space = fc.constantFrom('', '', ' ', '\n  ', '\t', '\r\n')

const key = fc.oneof(fc.constantFrom('value', 'code', 'meta', 'a', 'b c', '\\"'), fc.string({ maxLength: 5 }))

/** The literal of a key, made unique within its object by a number. */
const keyed = (list: readonly (readonly [string, string])[]): string[] =>
  list.map(([name, value], index) => `${JSON.stringify(`${name}_${index}`)}:${value}`)

const { tree } = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    numberLiteral,
    stringLiteral,
    fc.constantFrom('true', 'false', 'null'),
    fc
      .tuple(fc.array(tie('tree'), { maxLength: 4 }), space)
      .map(([list, gap]) => `[${gap}${list.join(`${gap},`)}${gap}]`),
    fc
      .tuple(fc.array(fc.tuple(key, tie('tree')), { maxLength: 4 }), space)
      .map(([list, gap]) => `{${gap}${keyed(list).join(`${gap},${gap}`)}${gap}}`),
  ),
}))

/** Any JSON value as text. */
export const jsonText: fc.Arbitrary<string> = tree

/** The text of an object with at least the members given. */
export const objectText = (first: readonly string[]): fc.Arbitrary<string> =>
  fc
    .tuple(fc.array(fc.tuple(key, tree), { maxLength: 6 }), space)
    .map(([list, gap]) => `{${gap}${[...first, ...keyed(list)].join(`${gap},${gap}`)}${gap}}`)

/** Every token of JSON text, as written. */
export function tokensOf(text: string): readonly string[] {
  return text.match(/"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"]+/gu) ?? []
}
