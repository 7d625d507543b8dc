import { isUtf8 } from 'node:buffer'
import { syntaxProblem } from './json-problem.js'
import { type JsonLimits, type JsonScan, scanJson } from './json-scan.js'
import type { JsonText } from './json-text.js'
import { badStructure } from './outcome.js'

/**
 * Reads a body of JSON whose top level is an object: its exact text without white space, and the parsed value. Throws a 400 `FhirError`, with
 * line, column and element, for malformed JSON, duplicate or `__proto__` keys at any depth, nesting or numbers beyond the limits, lone
 * surrogates, and control characters other than tab, CR and LF. https://hl7.org/fhir/R4/json.html
 */
export function parseJson(body: string, limits: JsonLimits): JsonText {
  // Some editors put a byte order mark first; it is no part of the JSON.
  const text = body.charCodeAt(0) === 0xfeff ? body.slice(1) : body
  const scan = scanned(text, limits)
  const value = parsed(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const what = value === null ? 'null' : Array.isArray(value) ? 'an array' : `a ${typeof value}`
    throw badStructure(`The body is ${what}, a JSON object was expected: a resource begins with \`{\`.`)
  }
  return { text: scan.text, value, members: scan.members, rounded: scan.rounded }
}

/** As `parseJson`, for a body whose top level may be anything, such as the array of a JSON Patch. */
export function parseAnyJson(body: string, limits: JsonLimits): JsonText {
  const text = body.charCodeAt(0) === 0xfeff ? body.slice(1) : body
  const scan = scanned(text, limits)
  return { text: scan.text, value: parsed(text), rounded: scan.rounded }
}

function scanned(text: string, limits: JsonLimits): JsonScan {
  try {
    return scanJson(text, limits)
  } catch (error) {
    if (error instanceof SyntaxError) throw syntaxProblem(text)
    throw error
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw syntaxProblem(text)
  }
}

/** Decodes a body; throws a 400 `FhirError` that names the first byte that is not UTF-8. A byte order mark is dropped. */
export function decodeUtf8(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (!isUtf8(buffer)) {
    const offset = invalidAt(buffer)
    throw badStructure(
      `The body is not UTF-8: the byte at offset ${offset} does not belong there. Send the body as UTF-8.`,
    )
  }
  const text = buffer.toString('utf8')
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
}

/** The offset of the first byte that a lenient decoder replaces, which is not itself the replacement character. */
function invalidAt(buffer: Buffer): number {
  const text = buffer.toString('utf8')
  let offset = 0
  let from = 0
  for (let at = text.indexOf('\ufffd'); at !== -1; at = text.indexOf('\ufffd', from)) {
    offset += Buffer.byteLength(text.slice(from, at))
    if (buffer[offset] !== 0xef || buffer[offset + 1] !== 0xbf || buffer[offset + 2] !== 0xbd) break
    offset += 3
    from = at + 1
  }
  return offset
}
