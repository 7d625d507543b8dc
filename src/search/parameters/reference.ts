import { formatCanonical, parseCanonical } from '../../fhir/canonical.js'
import { isId } from '../../fhir/id.js'
import { parseReference } from '../../fhir/reference.js'
import { unescapeValue } from '../../fhir/search-value.js'
import type { Hash } from '../index-row.js'
import { referenceIdentifierCode, referenceText } from '../token-text.js'
import { asText, memberOf, textOf } from './content.js'
import { anyToken, matchMissing, unreadable } from './matching.js'
import type { Clause, IndexRowBuilder, ParameterContext, ParameterType } from './parameter-type.js'
import { readToken, writeToken } from './token-forms.js'

/**
 * Reference parameters: `Type/id`, an id of any target type, an absolute url, a urn, a canonical with or without its version; versions of literal references
 * are ignored. `[type]` in the list of modifiers stands for the resource types that the definition names as targets. https://hl7.org/fhir/R4/search.html#reference
 */
export const reference: ParameterType = {
  modifiers: ['missing', 'identifier', '[type]'],
  index: (definition, values, row, context) => {
    for (const { value } of values) {
      const canonical = asText(value)
      if (canonical !== undefined) indexCanonical(definition.code, canonical, row, context)
      else indexReference(definition.code, value, row, context)
    }
  },
  match: (clause, context) => {
    const { modifier, definition } = clause
    if (modifier === 'missing') return matchMissing(clause, context)
    if (modifier === 'identifier') {
      const parameter = referenceIdentifierCode(definition.code)
      return anyToken(clause.values.flatMap((value) => readToken(clause, value, parameter, context)))
    }
    return anyToken(clause.values.flatMap((value) => readReference(clause, value, context)))
  },
}

function indexReference(code: string, value: unknown, row: IndexRowBuilder, context: ParameterContext): void {
  const literal = literalOf(value)
  if (literal !== undefined && !literal.startsWith('#')) {
    const target = context.normalizeReference(literal)
    row.token(referenceText(code, target))
    setColumn(code, target, row, context)
  }
  const identifier = memberOf(value, 'identifier')
  if (identifier === undefined || textOf(value, 'resourceType') !== undefined) return
  writeToken(row, referenceIdentifierCode(code), textOf(identifier, 'system'), textOf(identifier, 'value'))
}

/** `Bundle.composition` and `Bundle.message` find the resource itself in place of a reference to it. */
function literalOf(value: unknown): string | undefined {
  const type = textOf(value, 'resourceType')
  const id = textOf(value, 'id')
  return type !== undefined && id !== undefined ? `${type}/${id}` : textOf(value, 'reference')
}

function setColumn(code: string, target: string, row: IndexRowBuilder, context: ParameterContext): void {
  const column = context.columns(row.resourceType, code)[0]
  if (column?.kind === 'reference' && parseReference(target).kind === 'relative')
    row.column(column.name, row.hash(target))
}

function indexCanonical(code: string, text: string, row: IndexRowBuilder, context: ParameterContext): void {
  const { url, version } = parseCanonical(text)
  if (url === '') return
  const target = context.normalizeReference(url)
  row.token(referenceText(code, target))
  if (version !== undefined) row.token(referenceText(code, formatCanonical({ url: target, version })))
}

function readReference(clause: Clause, value: string, context: ParameterContext): readonly Hash[] {
  const text = unescapeValue(value)
  const { definition, modifier } = clause
  if (isId(text)) {
    const types = modifier === undefined ? definition.targets : [modifier]
    if (types.length > 0) return types.map((type) => context.hash(referenceText(definition.code, `${type}/${text}`)))
  }
  const { url, version } = parseCanonical(text)
  const { kind } = parseReference(url)
  const target = context.normalizeReference(url)
  const ofType = modifier === undefined || target.startsWith(`${modifier}/`) || target.includes(`/${modifier}/`)
  if (kind === 'other' || kind === 'fragment' || kind === 'conditional' || !ofType)
    throw unreadable(clause, value, expectedOf(clause))
  return [context.hash(referenceText(definition.code, version === undefined ? target : `${target}|${version}`))]
}

function expectedOf({ definition, modifier }: Clause): string {
  const type = modifier ?? definition.targets[0] ?? 'Patient'
  return `an id, \`${type}/id\`, or an absolute url`
}
