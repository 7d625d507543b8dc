import { _, type CodeKeywordDefinition, type KeywordCxt, type Name, str } from 'ajv'
import { Type } from 'ajv/dist/compile/util.js'
import { isEmpty, type Schema } from '../schema/schema.js'
import type { SlicingParameters } from '../slicing/parameters.js'
import { instancePath, scopeSpot } from './rule-keyword.js'
import { type RuleMakers, scopeRule } from './rule-makers.js'

/**
 * Slices: the slicer says which values are of which slice, and each is asked what the schema of its slice asks. The schemas stand beside it, in
 * `slices`, in the order of the slicing's own list. https://hl7.org/fhir/R4/profiling.html#slicing
 */
export function slicingKeyword(makers: RuleMakers): CodeKeywordDefinition {
  return {
    keyword: 'slicing',
    schemaType: 'array',
    code(cxt: KeywordCxt) {
      const { gen, data } = cxt
      const [parameters] = cxt.schema as readonly SlicingParameters[]
      if (parameters === undefined) return
      const spot = scopeSpot(cxt, str`${instancePath}${cxt.it.errorPath}`)
      const slicer = scopeRule(gen, 'slicing', parameters, makers)
      const assigned = gen.const('assigned', _`${slicer}(${data}, ${spot})`)
      if (!parameters.many) return applySlices(cxt, _`${assigned}[0]`, undefined)
      gen.forRange('i', 0, _`${assigned}.length`, (index) => applySlices(cxt, _`${assigned}[${index}]`, index))
    },
  }
}

function applySlices(cxt: KeywordCxt, indices: ReturnType<typeof _>, item: Name | undefined): void {
  const { gen } = cxt
  const schemas = cxt.parentSchema.slices as readonly Schema[]
  schemas.forEach((schema, slice) => {
    if (isEmpty(schema)) return
    gen.if(_`${indices}.includes(${slice})`, () => {
      const valid = gen.name('valid')
      const at = item === undefined ? {} : { dataProp: item, dataPropType: Type.Num }
      cxt.subschema({ keyword: 'slices', schemaProp: slice, ...at }, valid)
    })
  })
}
