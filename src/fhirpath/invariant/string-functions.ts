import {
  type FunctionCall,
  type FunctionDefinition,
  type FunctionTable,
  parameter,
  plain,
  withValue,
} from './function.js'
import { integerItem, stringItem } from './item.js'
import { type Pattern, patternOf } from './pattern.js'
import { onePart, type Part, type Scope } from './run.js'
import { integer, testPart, text } from './single.js'

const asked = (decide: (value: string, other: string) => boolean) =>
  withValue((of, other) =>
    testPart((scope) => {
      const value = text(of, scope)
      const part = text(other, scope)
      return value === undefined || part === undefined ? undefined : decide(value, part)
    }),
  )

const changed = (change: (value: string) => string) =>
  plain((of) =>
    onePart((scope) => {
      const value = text(of, scope)
      return value === undefined ? undefined : stringItem(change(value))
    }),
  )

const position = (find: (value: string, other: string) => number) =>
  withValue((of, other) =>
    onePart((scope) => {
      const value = text(of, scope)
      const part = text(other, scope)
      return value === undefined || part === undefined ? undefined : integerItem(find(value, part))
    }),
  )

/** https://hl7.org/fhirpath/N1/#substringstart-integer-length-integer-string */
const substring: FunctionDefinition = {
  parametersMin: 1,
  parametersMax: 2,
  isPerItem: false,
  compile: (call) =>
    onePart((scope) => {
      const value = text(call.of, scope)
      const start = integer(parameter(call, 0), scope)
      const length = call.parameters[1] === undefined ? undefined : integer(call.parameters[1], scope)
      if (value === undefined || start === undefined || start < 0 || start >= value.length) return undefined
      return stringItem(value.substring(start, length === undefined ? value.length : start + length))
    }),
}

/** The most characters that replacing may add. */
const addedMax = 10_000_000

/** The replacement, if it may be put in as often as that. An error where the text would grow beyond the limit. */
function bounded(replacement: string, count: number): string {
  if (replacement.length * count > addedMax) throw new Error(`replacing would add more than ${addedMax} characters`)
  return replacement
}

const twoTexts = (change: (value: string, [from, to]: readonly [string, string]) => string): FunctionDefinition => ({
  parametersMin: 2,
  parametersMax: 2,
  isPerItem: false,
  compile: (call) =>
    onePart((scope) => {
      const value = text(call.of, scope)
      const [from, to] = [text(parameter(call, 0), scope), text(parameter(call, 1), scope)]
      return value === undefined || from === undefined || to === undefined
        ? undefined
        : stringItem(change(value, [from, to]))
    }),
})

/** A pattern is made once where the same is asked again, which is the rule. */
function createPatterns(): (source: string) => Pattern {
  let known: { readonly source: string; readonly pattern: Pattern } | undefined
  return (source) => {
    if (known?.source !== source) known = { source, pattern: patternOf(source) }
    return known.pattern
  }
}

function matches(of: Part, source: Part): Part {
  const patterns = createPatterns()
  return testPart((scope: Scope) => {
    const value = text(of, scope)
    const pattern = text(source, scope)
    return value === undefined || pattern === undefined ? undefined : patterns(pattern).test(value)
  })
}

const replaceMatches: FunctionDefinition = {
  ...twoTexts((value) => value),
  compile: (call: FunctionCall) => {
    const patterns = createPatterns()
    return twoTexts((value, [from, to]) => patterns(from).replace(value, bounded(to, value.length + 1))).compile(call)
  },
}

/** https://hl7.org/fhirpath/N1/#string-manipulation */
export const stringFunctions: FunctionTable = {
  startsWith: asked((value, part) => value.startsWith(part)),
  endsWith: asked((value, part) => value.endsWith(part)),
  contains: asked((value, part) => value.includes(part)),
  matches: withValue(matches),
  indexOf: position((value, part) => value.indexOf(part)),
  lastIndexOf: position((value, part) => value.lastIndexOf(part)),
  substring,
  upper: changed((value) => value.toUpperCase()),
  lower: changed((value) => value.toLowerCase()),
  trim: changed((value) => value.trim()),
  replace: twoTexts((value, [from, to]) => {
    const count = from === '' ? value.length + 1 : value.split(from).length - 1
    return value.replaceAll(from, bounded(to, count))
  }),
  replaceMatches,
  length: plain((of) =>
    onePart((scope) => {
      const value = text(of, scope)
      return value === undefined ? undefined : integerItem(value.length)
    }),
  ),
}
