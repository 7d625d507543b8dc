import { existsSync, readFileSync } from 'node:fs'
import t from 'tap'
import { compileExpressionFull } from '../../../src/fhirpath/invariant/compile.js'
import { beyond, collect, type Part, startRun } from '../../../src/fhirpath/invariant/run.js'
import { definitions, environment } from './evaluate.js'
import { sharedFolder } from './places.js'

/** The official tests of FHIRPath, against whatever is compiled. */
const folder = new URL('fhirpath-cases/', sharedFolder)
const skip = existsSync(folder) ? false : 'the tests of FHIRPath are not at ../shared/data/fhirpath-cases'

interface Case {
  readonly name: string
  readonly file: string | undefined
  readonly expression: string
  readonly isInvalid: boolean
  readonly isPredicate: boolean
  readonly outputs: readonly string[]
}

/** Why an answer differs from the suite's. None of these can be met by an invariant of R4; HL7's engine differs in all but the last two. */
const different: Readonly<Record<string, string>> = {
  testSimpleFail: 'names are not checked against the definitions while compiling',
  testSimpleWithWrongContext: 'a type that the element is not finds nothing',
  testPolymorphismB: '`valueQuantity` is taken for `value`: profiles are written so',
  testPolymorphismAsB: 'names are not checked against the definitions while compiling',
  testPolymorphicsB: '`valueQuantity` is taken for `value`: profiles are written so',
  testDollarOrderNotAllowed: 'the order of children is that of JSON, and not refused',
  testCollectionBoolean1: 'a criterion of several items is not true, and no error',
  testIif6: 'a criterion that is no boolean is not true, and no error',
  testIif10: '`iif` may be called on several items, which ctm-1 of R4 needs',
  testReplaceMatches2: 'an empty pattern is found everywhere, as in every engine of patterns',
  testEquality23: 'a time without offset is that of the machine',
  testNEquality17: 'a time without offset is that of the machine',
  testFHIRPathAsFunction11: 'a code is a string: R4 specialises it',
  testFHIRPathAsFunction16: 'a code is a string: R4 specialises it',
  testConformsTo3: 'an unknown profile is no answer, and not an error',
  testFHIRPathAsFunction21: '`as` selects from many, which dom-3 of R4 needs',
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }

const withoutEntities = (text: string) =>
  text.replace(/&(?:#x([0-9a-fA-F]+)|#(\d+)|(\w+));/g, (_, hex?: string, decimal?: string, name = '') => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16))
    return decimal === undefined ? (entities[name] ?? '') : String.fromCharCode(Number(decimal))
  })

t.test('what is compiled answers as the suite says', { skip }, async (t) => {
  const cases = readCases(readFileSync(new URL('tests-fhir-r4.xml', folder), 'utf8'))
  let compiled = 0
  let answered = 0
  for (const each of cases) {
    const part = compileOrLeave(each.expression)
    if (part === undefined) continue
    compiled += 1
    const found = answerOf(each, part)
    if (found === beyond) continue
    answered += 1
    const isRight = isAnswer(each, found)
    const reason = different[each.name]
    if (reason === undefined && !isRight) t.same(found, each.outputs, `${each.name}: ${each.expression}`)
    if (reason !== undefined) t.notOk(isRight, `${each.name} still differs: ${reason}`)
  }
  t.comment(`${cases.length} expressions, ${compiled} compiled, ${answered} answered without the engine`)
  t.ok(compiled > 650 && answered > 620, 'most of the suite is compiled')
})

function compileOrLeave(expression: string): Part | undefined {
  try {
    return compileExpressionFull(expression, definitions)
  } catch {
    return undefined
  }
}

/** The values, the error, or that only the engine can tell. */
function answerOf({ file, isPredicate }: Case, part: Part): readonly unknown[] | Error {
  const text =
    file === undefined ? '{"resourceType":"Patient"}' : readFileSync(new URL(`input-json/${file}`, folder), 'utf8')
  const resource = JSON.parse(text)
  const scope = startRun(
    { type: resource.resourceType, value: resource, sibling: undefined },
    environment({
      resource,
      rootResource: resource,
      conformsTo: (_, profile) =>
        profile.startsWith('http://hl7.org/') ? profile.endsWith(`/${resource.resourceType}`) : undefined,
    }),
  )
  try {
    const values = collect(part, scope).map(({ value }) => value)
    return isPredicate
      ? [values.length === 1 && typeof values[0] === 'boolean' ? values[0] : values.length > 0]
      : values
  } catch (error) {
    return error as Error
  }
}

function isAnswer({ isInvalid, outputs }: Case, found: readonly unknown[] | Error): boolean {
  if (found instanceof Error) return isInvalid
  if (isInvalid || found.length !== outputs.length) return false
  return found.every((value, index) => outputs[index] === '' || String(value) === outputs[index]?.replace(/^@T?/, ''))
}

function readCases(xml: string): readonly Case[] {
  const tests = xml.replace(/<!--[\s\S]*?-->/g, '').matchAll(/<test\s([^>]*)>([\s\S]*?)<\/test>/g)
  return [...tests].map(([, attributes = '', content = '']) => {
    const [, marks = '', expression = ''] = /<expression([^>]*)>([\s\S]*?)<\/expression>/.exec(content) ?? []
    const outputs = [...content.matchAll(/<output[^>]*?(?:\/>|>([\s\S]*?)<\/output>)/g)]
    return {
      name: /name="([^"]*)"/.exec(attributes)?.[1] ?? '',
      file: /inputfile="([^".]*)/.exec(attributes)?.[1]?.concat('.json'),
      expression: withoutEntities(expression),
      isInvalid: marks.includes('invalid='),
      isPredicate: attributes.includes('predicate="true"'),
      outputs: outputs.map(([, text = '']) => withoutEntities(text)),
    }
  })
}
