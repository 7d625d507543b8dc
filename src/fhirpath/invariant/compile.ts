import type { Definitions } from '../../definitions/definitions.js'
import { badRequest } from '../../fhir/outcome.js'
import { isConstant, isWorthKeeping, keptPart } from './constant.js'
import { conversionFunctions } from './conversion-functions.js'
import { existenceFunctions } from './existence-functions.js'
import { fhirFunctions } from './fhir-functions.js'
import { filteringFunctions, itemPart } from './filtering-functions.js'
import type { FunctionTable } from './function.js'
import { type Item, integerItem, stringItem } from './item.js'
import { createMembers, type Members } from './members.js'
import { memberPart, namePart, thisPart } from './navigate.js'
import { constantPart, operators } from './operators.js'
import { parseInvariant } from './parse.js'
import { onePart, type Part, type Run } from './run.js'
import { stringFunctions } from './string-functions.js'
import type { Call, Syntax } from './syntax.js'
import { typePart } from './type-part.js'
import { variable } from './variables.js'

const functions: FunctionTable = {
  ...existenceFunctions,
  ...filteringFunctions,
  ...stringFunctions,
  ...conversionFunctions,
  ...fhirFunctions,
}

interface Compiler {
  readonly definitions: Definitions
  readonly members: Members
  /** Whether what is compiled stands inside a criterion, and so is asked of many items. */
  readonly position: 'once' | 'perItem'
}

/**
 * Compiles an expression to a part. A 400 FhirError where it cannot be read, or has something that is left to HL7's engine: quantities, functions of the
 * clock's parts, mathematics.
 */
export const compileExpressionFull = (expression: string, definitions: Definitions): Part =>
  compile(parseInvariant(expression), { definitions, members: createMembers(definitions), position: 'once' })

const isPerItem = (name: string) => Object.hasOwn(functions, name) && functions[name]?.isPerItem === true

function compile(syntax: Syntax, compiler: Compiler): Part {
  if (compiler.position === 'perItem' && isWorthKeeping(syntax) && isConstant(syntax, isPerItem)) {
    return keptPart(compileHere(syntax, { ...compiler, position: 'once' }))
  }
  return compileHere(syntax, compiler)
}

function compileHere(syntax: Syntax, compiler: Compiler): Part {
  const { members, definitions } = compiler
  switch (syntax.kind) {
    case 'this':
      return thisPart
    case 'index':
      return onePart(({ index }) => (index === undefined ? undefined : integerItem(index)))
    case 'nothing':
      return { each: () => false }
    case 'variable':
      return variablePart(syntax.name)
    case 'literal':
      return constantPart({ type: `System.${syntax.type}`, value: syntax.value, sibling: undefined })
    case 'name':
      return namePart(syntax.name, members)
    case 'member':
      return syntax.of.kind === 'this'
        ? namePart(syntax.name, members)
        : memberPart(compile(syntax.of, compiler), syntax.name, members)
    case 'item':
      return itemPart(compile(syntax.of, compiler), compile(syntax.index, compiler))
    case 'type':
      return typePart(compile(syntax.of, compiler), syntax, definitions)
    case 'operation':
      return operators[syntax.operator](compile(syntax.left, compiler), compile(syntax.right, compiler))
    case 'call':
      return compileCall(syntax, compiler)
  }
}

function compileCall(call: Call, compiler: Compiler): Part {
  const found = Object.hasOwn(functions, call.name) ? functions[call.name] : undefined
  const count = call.parameters.length
  if (found === undefined || count < found.parametersMin || count > found.parametersMax) {
    throw badRequest(`The function \`${call.name}\` with ${count} parameters is left to the engine.`)
  }
  const inner: Compiler = found.isPerItem ? { ...compiler, position: 'perItem' } : compiler
  return found.compile({
    of: compile(call.of, compiler),
    parameters: call.parameters.map((parameter) => compile(parameter, inner)),
    definitions: compiler.definitions,
    members: compiler.members,
  })
}

/** https://hl7.org/fhir/R4/fhirpath.html#variables */
function variablePart(name: string): Part {
  switch (name) {
    case 'context':
      return { each: ({ run }, visit) => visit(run.focus) }
    case 'resource':
      return { each: ({ run }, visit) => visit(resourceItem(run.environment.resource)) }
    case 'rootResource':
      return { each: ({ run }, visit) => visit(resourceItem(run.environment.rootResource)) }
    default: {
      const text = variable(name)
      if (text === undefined) throw badRequest(`The variable \`%${name}\` is not known.`)
      return constantPart(stringItem(text))
    }
  }
}

const resourceItem = (resource: Run['environment']['resource']): Item => ({
  type: (resource as { resourceType?: string }).resourceType ?? 'Resource',
  value: resource,
  sibling: undefined,
})
