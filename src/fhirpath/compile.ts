import type { Definitions } from '../definitions/definitions.js'
import { badRequest, FhirError } from '../fhir/outcome.js'
import { compileFunction } from './compile-function.js'
import { compileOperation, truth } from './compile-operation.js'
import { compileMember, compileName } from './compile-path.js'
import type { Expression } from './expression.js'
import { parse } from './parse.js'
import { referencedType } from './reference-type.js'
import type { Syntax } from './syntax.js'
import { isA } from './type-hierarchy.js'
import { answer, collect, nothing, type Part, type Scope, stay } from './walk.js'

/**
 * Compiles an expression of the subset that search parameters use into plain functions over the parsed JSON of one type of resource
 * (or of a backbone, for the components of composites). Undefined for what falls outside, which HL7's engine then evaluates.
 *
 * It differs from the engine in two ways, both of them what search parameters mean: `as` selects from many values as `ofType` does,
 * where the engine takes one value only; and `resolve() is Type` asks what the reference itself says about its target.
 */
export function compileExpression(
  expression: string,
  rootType: string,
  definitions: Definitions,
): Expression | undefined {
  try {
    const part = compilePart(parse(expression), scopeOf(rootType, definitions))
    const all = collect(part)
    return (resource, root = resource) => all(resource, rootType, { root, found: [] })
  } catch (error) {
    if (error instanceof FhirError) return undefined
    throw error
  }
}

/**
 * Compiles a criterion, as `where` takes it, for values of one type. A 400 FhirError for what falls outside the subset.
 */
export function compileCriterion(
  criterion: Syntax,
  type: string,
  definitions: Definitions,
): (value: unknown, root: unknown) => boolean {
  const holds = truth(compilePart(criterion, { ...scopeOf(type, definitions), rootType: undefined }))
  return (value, root) => holds(value, type, { root, found: [] }) === true
}

const scopeOf = (rootType: string, definitions: Definitions): Scope => ({
  definitions,
  types: [rootType],
  rootType,
  resourceType: rootType.split('.', 1)[0] ?? rootType,
})

function compilePart(syntax: Syntax, scope: Scope): Part {
  switch (syntax.kind) {
    case 'this':
      return stay(scope.types)
    case 'resource':
      return wholeResource(scope)
    case 'name':
      return compileName(syntax.name, scope)
    case 'literal':
      return literal(syntax)
    case 'member':
      return compileMember(compilePart(syntax.of, scope), syntax.name, scope)
    case 'index':
      return at(compilePart(syntax.of, scope), syntax.index)
    case 'type':
      return compileType(syntax, scope)
    case 'operation':
      return compileOperation(syntax.operator, compilePart(syntax.left, scope), compilePart(syntax.right, scope))
    case 'call':
      return compileFunction(syntax, compilePart(syntax.of, scope), (parameter, types) =>
        compilePart(parameter, { ...scope, types, rootType: undefined }),
      )
  }
}

function wholeResource({ resourceType, definitions }: Scope): Part {
  if (!definitions.isResourceType(resourceType)) throw badRequest('The type of `%resource` is not known beforehand.')
  return { types: [resourceType], before: (next) => (_, __, run) => next(run.root, resourceType, run) }
}

function literal({ value }: Syntax & { kind: 'literal' }): Part {
  const type = typeof value === 'number' ? 'decimal' : typeof value
  return { types: [type], before: (next) => (_, __, run) => next(value, type, run) }
}

/** One item of the whole collection. */
function at(of: Part, index: number): Part {
  const all = collect(of)
  return {
    types: of.types,
    before: (next) => (value, type, run) => {
      const item = all(value, type, run)[index]
      if (item !== undefined) next(item.value, item.type, run)
    },
  }
}

function compileType(syntax: Syntax & { kind: 'type' }, scope: Scope): Part {
  const { definitions } = scope
  const { of, operator, type: wanted } = syntax
  if (definitions.type(wanted) === undefined) throw badRequest(`There is no type \`${wanted}\`.`)
  if (operator === 'is' && of.kind === 'call' && of.name === 'resolve' && of.parameters.length === 0) {
    return resolvesTo(compilePart(of.of, scope), wanted, definitions)
  }
  const part = compilePart(of, scope)
  if (operator === 'as') return select(part, wanted, definitions)
  const all = collect(part)
  return answer((value, type, run) => {
    const [only, ...more] = all(value, type, run)
    return only === undefined || more.length > 0 ? undefined : isA(only.type, wanted, definitions)
  })
}

/** `resolve() is Patient`: by what the reference says of its target. */
function resolvesTo(of: Part, wanted: string, definitions: Definitions): Part {
  const all = collect(of)
  return answer((value, type, run) => {
    const [only, ...more] = all(value, type, run)
    const found = only === undefined || more.length > 0 ? undefined : referencedType(only.value, run.root)
    return found === undefined ? undefined : isA(found, wanted, definitions)
  })
}

/** The values of one type, known while compiling but for resources inside resources. */
function select(of: Part, wanted: string, definitions: Definitions): Part {
  const types = of.types.filter((type) => isA(type, wanted, definitions))
  const isOpen = of.types.includes('Resource') && definitions.isResourceType(wanted)
  const selected = isOpen ? [...new Set([...types, wanted])] : types
  if (selected.length === 0) return nothing
  const accepted = new Set(selected)
  return {
    types: selected,
    before: (next) =>
      of.before((value, type, run) => {
        if (accepted.has(type)) next(value, type, run)
      }),
  }
}
