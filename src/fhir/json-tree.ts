import { parse } from 'lossless-json'

/**
 * JSON values that can be changed and written back without losing a digit: plain objects, arrays, strings, booleans and null, where each number
 * is a string of U+0000 and its literal. `parseJson` refuses U+0000 in strings, so nothing else looks like that, and whatever copies or compares
 * plain JSON works on it.
 */
export type JsonTree = null | boolean | string | JsonTree[] | JsonObject

export interface JsonObject {
  [key: string]: JsonTree
}

const MARK = '\u0000'

/** Reads exact JSON text, as `parseJson` made it. */
export function treeOf(text: string): JsonTree {
  return parse(text, null, numberNode) as JsonTree
}

/** Writes a tree as JSON text: every number with the literal that it came with. */
export function textOf(tree: JsonTree): string {
  return JSON.stringify(tree).replaceAll(/"\\u0000([-+.0-9eE]+)"/g, '$1')
}

/** The tree of a number literal. */
export const numberNode = (literal: string): string => MARK + literal

/** The literal of a number; undefined for any other value. */
export function literalOf(tree: JsonTree | undefined): string | undefined {
  return typeof tree === 'string' && tree.startsWith(MARK) ? tree.slice(1) : undefined
}

/** Narrows to an object. */
export function isJsonObject(tree: unknown): tree is JsonObject {
  return typeof tree === 'object' && tree !== null && !Array.isArray(tree)
}

/** True where two trees are the same JSON value; numbers compare by value: `1.0` is `1`. https://www.rfc-editor.org/rfc/rfc6902#section-4.6 */
export function sameValue(one: JsonTree | undefined, other: JsonTree | undefined): boolean {
  if (one === other) return true
  if (Array.isArray(one)) {
    return (
      Array.isArray(other) && one.length === other.length && one.every((item, index) => sameValue(item, other[index]))
    )
  }
  if (isJsonObject(one)) {
    const names = Object.keys(one)
    if (!isJsonObject(other) || names.length !== Object.keys(other).length) return false
    return names.every((name) => Object.hasOwn(other, name) && sameValue(one[name], other[name]))
  }
  const literal = literalOf(one)
  const otherLiteral = literalOf(other)
  return literal !== undefined && otherLiteral !== undefined && plainNumber(literal) === plainNumber(otherLiteral)
}

/** A number as its sign, its significant digits and its exponent: the same for every way to write one number. */
function plainNumber(literal: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)([0-9]+)(?:\.([0-9]+))?(?:[eE]([-+]?[0-9]+))?$/.exec(literal) ?? []
  const digits = (whole + fraction).replace(/^0+/, '')
  const significant = digits.replace(/0+$/, '')
  if (significant === '') return '0'
  return `${sign}${significant}e${BigInt(exponent) - BigInt(fraction.length) + BigInt(digits.length - significant.length)}`
}
