import { type AjvFunction, compileWith, structureCode } from '../../../src/validation/compile/compile-schema.js'
import { rootFrame } from '../../../src/validation/frames.js'
import type { RuleMakers } from '../../../src/validation/keywords/rule-makers.js'
import { createAjv, ruleNames } from '../../../src/validation/keywords/vocabulary.js'
import type { Schema } from '../../../src/validation/schema/schema.js'
import { sampleRun } from '../rules/sample-run.js'

/** One call of a rule: its name, what it was asked of, and where. */
export type Call = readonly [name: string, value: unknown, pointer: string, sibling: unknown]

/** Rules that write down how they are called. The slicer puts strings into the slice of their length, and all else nowhere. */
export function recordingMakers() {
  const calls: Call[] = []
  const made: string[] = []
  const makers: RuleMakers = {
    rules: Object.fromEntries(
      ruleNames.map((name) => [
        name,
        () => {
          made.push(name)
          return (value, { pointer }, sibling) => calls.push([name, value, pointer, sibling])
        },
      ]),
    ),
    slicing: () => (value) =>
      (Array.isArray(value) ? value : [value]).map((item) => (typeof item === 'string' ? [item.length] : [])),
  }
  return { makers, calls, made }
}

/** Compiles a schema and runs it. */
export function callsOf(schema: Schema, value: unknown, pointer = ''): readonly Call[] {
  const { makers, calls } = recordingMakers()
  const validate = structureCode(compileWith(createAjv(makers), schema) as unknown as AjvFunction)
  validate(value, rootFrame(sampleRun().run, { resourceType: 'Patient' }), pointer)
  return calls
}
