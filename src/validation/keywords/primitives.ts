import { _, type CodeKeywordDefinition, type KeywordCxt, type Name, str } from 'ajv'
import { getProperty } from 'ajv/dist/compile/codegen/index.js'
import type { PrimitiveEntry } from '../schema/schema.js'
import { instancePath, scopeSpot } from './rule-keyword.js'
import { type RuleMakers, scopeRule } from './rule-makers.js'

/** The rules of an object's primitive elements: each sees the value and its `_element` side by side. https://hl7.org/fhir/R4/json.html#primitive */
export function primitivesKeyword(makers: RuleMakers): CodeKeywordDefinition {
  return {
    keyword: 'primitives',
    type: 'object',
    schemaType: 'array',
    code(cxt: KeywordCxt) {
      for (const entry of cxt.schema as readonly PrimitiveEntry[]) {
        if (entry.many) manyValues(cxt, entry, makers)
        else singleValue(cxt, entry, makers)
      }
    },
  }
}

function members(
  { gen, data }: KeywordCxt,
  { name }: PrimitiveEntry,
): { readonly value: Name; readonly sibling: Name } {
  return {
    value: gen.const('value', _`${data}${getProperty(name)}`),
    sibling: gen.const('sibling', _`${data}${getProperty(`_${name}`)}`),
  }
}

function singleValue(cxt: KeywordCxt, entry: PrimitiveEntry, makers: RuleMakers): void {
  const { value, sibling } = members(cxt, entry)
  cxt.gen.if(_`${value} !== undefined || ${sibling} !== undefined`, () => {
    const spot = scopeSpot(cxt, str`${instancePath}${cxt.it.errorPath}/${entry.name}`)
    callRules(cxt, entry, makers, { value, sibling, spot })
  })
}

function manyValues(cxt: KeywordCxt, entry: PrimitiveEntry, makers: RuleMakers): void {
  const { gen } = cxt
  const { value, sibling } = members(cxt, entry)
  const length = gen.const(
    'length',
    _`Math.max(Array.isArray(${value}) ? ${value}.length : 0, Array.isArray(${sibling}) ? ${sibling}.length : 0)`,
  )
  gen.forRange('i', 0, length, (index) => {
    const spot = scopeSpot(cxt, str`${instancePath}${cxt.it.errorPath}/${entry.name}/${index}`)
    const item = gen.const('item', _`Array.isArray(${value}) ? ${value}[${index}] ?? undefined : undefined`)
    const beside = gen.const('beside', _`Array.isArray(${sibling}) ? ${sibling}[${index}] ?? undefined : undefined`)
    callRules(cxt, entry, makers, { value: item, sibling: beside, spot })
  })
}

interface Arguments {
  readonly value: Name
  readonly sibling: Name
  readonly spot: Name
}

function callRules({ gen }: KeywordCxt, { rules }: PrimitiveEntry, makers: RuleMakers, given: Arguments): void {
  const { value, sibling, spot } = given
  for (const [name, list] of Object.entries(rules)) {
    for (const parameters of list) {
      gen.code(_`${scopeRule(gen, name, parameters, makers)}(${value}, ${spot}, ${sibling})`)
    }
  }
}
