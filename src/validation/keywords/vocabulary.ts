import { Ajv } from 'ajv'
import { primitivesKeyword } from './primitives.js'
import { ruleKeyword } from './rule-keyword.js'
import type { RuleMakers } from './rule-makers.js'
import { slicingKeyword } from './slicing.js'

/** Keywords that ask one rule of a value; each is the name of its rule. */
export const ruleNames = [
  'attachment',
  'binding',
  'bundle',
  'cardinality',
  'choiceTypes',
  'coding',
  'contained',
  'extension',
  'fhirType',
  'fixed',
  'identifier',
  'invariant',
  'maxLength',
  'maxValue',
  'minValue',
  'narrative',
  'part',
  'pattern',
  'profile',
  'quantity',
  'reference',
  'resource',
  'resourceType',
  'siblingCardinality',
] as const

export type RuleName = (typeof ruleNames)[number]

/**
 * An ajv that knows our keywords beside its own. Our schemas use `properties`, `items`, `allOf`, `$ref` and `$defs` of JSON Schema; whatever finds
 * something wrong is a keyword of ours, which reports to the run instead of making ajv's errors.
 */
export function createAjv(makers: RuleMakers): Ajv {
  const ajv = new Ajv({
    allErrors: true,
    strict: false,
    passContext: true,
    inlineRefs: false,
    validateSchema: false,
    addUsedSchema: false,
    meta: false,
    messages: false,
    logger: false,
    // Its optimizer puts an expression in the place of a name that is used once more, inside another one that it moved.
    code: { source: true, optimize: false },
  })
  // JSON Schema has keywords of these names with another meaning.
  for (const name of ['maxLength', 'pattern'] satisfies readonly RuleName[]) ajv.removeKeyword(name)
  for (const name of ruleNames) ajv.addKeyword(ruleKeyword(name, makers))
  ajv.addKeyword(primitivesKeyword(makers))
  ajv.addKeyword(slicingKeyword(makers))
  ajv.addKeyword({ keyword: 'slices', schemaType: 'array' })
  return ajv
}
