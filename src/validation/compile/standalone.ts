import type { Ajv } from 'ajv'
import standaloneCode from 'ajv/dist/standalone/index.js'
import type { RuleMakers } from '../keywords/rule-makers.js'
import { createAjv, ruleNames } from '../keywords/vocabulary.js'
import type { Schema } from '../schema/schema.js'
import { compileWith } from './compile-schema.js'

/** Rules that do nothing: the build writes calls that make the real ones. */
const named: RuleMakers = {
  rules: Object.fromEntries(ruleNames.map((name) => [name, () => () => undefined])),
  slicing: () => () => [],
}

/** Writes the code of schemas as CommonJS modules: each exports a factory that takes the rules. */
export function createCodeWriter(): (schema: Schema) => string {
  let ajv: Ajv = createAjv(named)
  let written = 0
  return (schema) => {
    // Names in generated code are numbered by the instance, and its scope grows: a new one now and then keeps both short.
    if (written++ % 20 === 0) ajv = createAjv(named)
    const validate = compileWith(ajv, schema)
    // The schema itself would be written along; our keywords have their parameters in their calls.
    const { source } = validate
    if (source !== undefined) delete source.scopeValues.schema
    return `module.exports = (rules) => {\nconst module = { exports: {} };\n${standaloneCode.default(ajv, validate)}\nreturn module.exports;\n}\n`
  }
}
