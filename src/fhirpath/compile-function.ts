import { badRequest } from '../fhir/outcome.js'
import { compileOperation, truth } from './compile-operation.js'
import type { Syntax } from './syntax.js'
import { answer, collect, type Part } from './walk.js'

type Call = Syntax & { readonly kind: 'call' }

/** Compiles a parameter for a value of the given types. */
export type CompileParameter = (parameter: Syntax, types: readonly string[]) => Part

/** Compiles a function call on a part. FhirError for functions outside the subset. https://hl7.org/fhirpath/N1/#functions */
export function compileFunction(call: Call, of: Part, compile: CompileParameter): Part {
  const [first, ...more] = call.parameters
  if (more.length > 0) throw outside(call)
  if (first === undefined) return withoutParameter(call, of)
  if (call.name === 'where') return where(of, compile(first, of.types))
  if (call.name === 'exists') return exists(where(of, compile(first, of.types)))
  if (call.name === 'extension') return extension(of, first, compile)
  throw outside(call)
}

const outside = (call: Call) =>
  badRequest(`The function \`${call.name}\` with ${call.parameters.length} parameters is not in the compiled subset.`)

function withoutParameter(call: Call, of: Part): Part {
  switch (call.name) {
    case 'exists':
      return exists(of)
    case 'empty':
      return not(exists(of))
    case 'not':
      return not(of)
    case 'first':
      return pick(of, 0)
    case 'last':
      return pick(of, -1)
    default:
      throw outside(call)
  }
}

function where(of: Part, criterion: Part): Part {
  const holds = truth(criterion)
  return {
    types: of.types,
    before: (next) =>
      of.before((value, type, run) => {
        if (holds(value, type, run) === true) next(value, type, run)
      }),
  }
}

function exists(of: Part): Part {
  const all = collect(of)
  return answer((value, type, run) => all(value, type, run).length > 0)
}

function not(of: Part): Part {
  const holds = truth(of)
  return answer((value, type, run) => {
    const held = holds(value, type, run)
    return held === undefined ? undefined : !held
  })
}

function pick(of: Part, index: number): Part {
  const all = collect(of)
  return {
    types: of.types,
    before: (next) => (value, type, run) => {
      const item = all(value, type, run).at(index)
      if (item !== undefined) next(item.value, item.type, run)
    },
  }
}

/** `extension('url')` is `extension.where(url = 'url')`. https://hl7.org/fhir/R4/fhirpath.html#functions */
function extension(of: Part, url: Syntax, compile: CompileParameter): Part {
  const own = compile({ kind: 'member', of: { kind: 'this' }, name: 'extension' }, of.types)
  const extensions: Part = { types: own.types, before: (next) => of.before(own.before(next)) }
  const name = compile({ kind: 'member', of: { kind: 'this' }, name: 'url' }, own.types)
  return where(extensions, compileOperation('=', name, compile(url, own.types)))
}
