import { _, type Code, type CodeKeywordDefinition, type KeywordCxt, type Name, str } from 'ajv'
import { type RuleMakers, scopeRule } from './rule-makers.js'

/** The path that ajv gives to a validation function: where the value stands that it was called with. */
export const instancePath = _`instancePath`

/** A keyword whose schema is a list of parameters: the rule of each is asked of the value. */
export function ruleKeyword(keyword: string, makers: RuleMakers): CodeKeywordDefinition {
  return {
    keyword,
    schemaType: 'array',
    code(cxt: KeywordCxt) {
      const { gen, data } = cxt
      const spot = scopeSpot(cxt, str`${instancePath}${cxt.it.errorPath}`)
      for (const parameters of cxt.schema as readonly object[]) {
        gen.code(_`${scopeRule(gen, keyword, parameters, makers)}(${data}, ${spot})`)
      }
    },
  }
}

/** A constant of the generated code: the frame, which is `this`, and the pointer. */
export const scopeSpot = ({ gen }: KeywordCxt, pointer: Code): Name =>
  gen.const('spot', _`{ frame: this, pointer: ${pointer} }`)
