import type { CompactParameter } from '../compact.js'
import type { SearchParameterType } from '../definitions.js'
import type { SystemsOf } from './bindings.js'
import type { SourceParameter } from './source.js'

const withoutDomain = new Set(['Binary', 'Bundle', 'Parameters'])

/**
 * The search parameters of one resource type, those of Resource and DomainResource included, each with its expression cut down to the
 * alternatives of that type, and tokens with the systems that the codes among their values imply. https://hl7.org/fhir/R4/searchparameter-registry.html
 */
export function compileParameters(
  resourceType: string,
  parameters: readonly SourceParameter[],
  systemsOf: SystemsOf,
): readonly CompactParameter[] {
  const owners = new Set([resourceType, 'Resource', ...(withoutDomain.has(resourceType) ? [] : ['DomainResource'])])
  return parameters
    .filter((parameter) => parameter.base.some((type) => owners.has(type)))
    .map((parameter) => compileParameter(parameter, owners, systemsOf))
    .sort((a, b) => (a.code < b.code ? -1 : 1))
}

function compileParameter(
  parameter: SourceParameter,
  owners: ReadonlySet<string>,
  systemsOf: SystemsOf,
): CompactParameter {
  const expression = alternatives(parameter.expression ?? '')
    .filter((alternative) => appliesTo(alternative, owners))
    .join(' | ')
  const targets = parameter.target ?? (parameter.type === 'reference' ? ['Resource'] : [])
  const systems = parameter.type === 'token' ? systemsOf(expression) : []
  const components = parameter.component?.map((component) => ({
    definition: component.definition,
    expression: component.expression.replaceAll('(DateTime)', '(dateTime)'),
  }))
  return {
    code: parameter.code,
    url: parameter.url,
    type: parameter.type as SearchParameterType,
    ...(expression !== '' && { expression }),
    description: description(parameter, owners),
    ...(targets.length > 0 && { targets: targets.includes('Resource') ? '*' : targets }),
    ...(systems.length > 0 && { systems }),
    ...(components !== undefined && components.length > 0 && { components }),
  }
}

/** Splits a union at its top level, where no parenthesis is open and no string. */
export function alternatives(expression: string): readonly string[] {
  const parts = expression.match(/'[^']*'|[()|]|[^'()|]+/g) ?? []
  const found: string[] = ['']
  let depth = 0
  for (const part of parts) {
    if (part === '(') depth += 1
    if (part === ')') depth -= 1
    if (part === '|' && depth === 0) found.push('')
    else found.push(`${found.pop() ?? ''}${part}`)
  }
  return found.map((alternative) => alternative.trim()).filter((alternative) => alternative !== '')
}

/** An alternative names its type first (`(Patient.deceased as dateTime)`); one that names none applies to all (`name | alias`). */
function appliesTo(alternative: string, owners: ReadonlySet<string>): boolean {
  const head = /^[\s(]*([A-Z]\w*)/.exec(alternative)?.[1]
  return head === undefined || owners.has(head)
}

/**
 * A parameter of several types describes itself as one list of lines, `* [Patient](patient.html): Whether …`; the line of the one
 * type is its description here.
 */
function description(parameter: SourceParameter, owners: ReadonlySet<string>): string {
  const lines = parameter.description.split(/\r?\n/)
  const own = lines.find((line) => owners.has(/^\s*\* \[(\w+)\]/.exec(line)?.[1] ?? ''))
  return own === undefined ? parameter.description.trim() : own.replace(/^\s*\* \[\w+\]\([^)]*\):\s*/, '').trim()
}
