import jsonPatch, { type Operation } from 'fast-json-patch'
import { isJsonObject, type JsonObject, type JsonTree, sameValue, textOf, treeOf } from '../../fhir/json-tree.js'
import { badRequest, badStructure, type FhirError, issue, tooCostly, unprocessable } from '../../fhir/outcome.js'

const OPERATIONS: ReadonlySet<unknown> = new Set(['add', 'remove', 'replace', 'move', 'copy', 'test'])
const OPERATIONS_MAX = 1_000
/** In bytes of memory, roughly. */
const COPIED_MAX = 20_000_000
const NODE_BYTES = 20
const DEPTH_MAX = 200
const TOO_DEEP = 'The patched resource would be nested too deep.'
const NEED_VALUE: ReadonlySet<unknown> = new Set(['add', 'replace', 'test'])
const NEED_FROM: ReadonlySet<unknown> = new Set(['move', 'copy'])

/**
 * Applies a JSON Patch; both arguments and the answer are exact JSON text (as `parseJson` gives it), and whatever the patch doesn't touch keeps
 * its order and every digit. Throws a 400 `FhirError` where the patch itself is malformed, a 422 where an operation cannot be applied or a
 * `test` fails; nothing is applied then. https://hl7.org/fhir/R4/http.html#patch, https://www.rfc-editor.org/rfc/rfc6902
 */
export function applyJsonPatch(resource: string, patch: string): string {
  try {
    return textOf(patchedTree(treeOf(resource), treeOf(patch)))
  } catch (error) {
    // Moving an element into another one again and again nests deeper than recursion reaches.
    if (error instanceof RangeError) throw refused(TOO_DEEP)
    throw error
  }
}

function patchedTree(document: JsonTree, patch: JsonTree): JsonTree {
  if (!Array.isArray(patch)) throw badStructure('A JSON Patch is an array of operations: `[{ "op": "replace", … }]`.')
  if (patch.length > OPERATIONS_MAX) {
    throw tooCostly(`The patch has ${patch.length} operations; at most ${OPERATIONS_MAX} are taken, so split it.`)
  }
  // The whole patch is judged before anything is applied: a malformed one is 400, whatever would have happened before.
  const operations = patch.map((operation, index) => checkedOperation(operation, index))
  const copies = createCopyBudget()
  return operations.reduce((tree, operation, index) => applied(tree, operation, { index, copies }), document)
}

interface CopyBudget {
  spend(value: JsonTree): void
}

interface Transfer {
  readonly what: string
  readonly copies: CopyBudget
}

interface Step {
  readonly index: number
  readonly copies: CopyBudget
}

/** An operation of the patch whose members are as RFC 6902 says. */
interface CheckedOperation extends JsonObject {
  op: string
  path: string
}

function checkedOperation(operation: JsonTree, index: number): CheckedOperation {
  const name = `Operation ${index} of the patch`
  if (!isJsonObject(operation)) throw badStructure(`${name} is not an object.`)
  const { op, path, from } = operation
  if (!OPERATIONS.has(op)) {
    throw badRequest(`${name} has no \`op\` that is add, remove, replace, move, copy or test.`)
  }
  checkPointer(path, `\`path\` of operation ${index}`)
  if (NEED_FROM.has(op)) checkPointer(from, `\`from\` of operation ${index}`)
  if (NEED_VALUE.has(op) && !Object.hasOwn(operation, 'value')) throw badRequest(`${name} (${op}) has no \`value\`.`)
  return operation as CheckedOperation
}

function checkPointer(pointer: JsonTree | undefined, name: string): void {
  if (typeof pointer !== 'string' || !/^(\/([^~/]|~[01])*)*$/u.test(pointer)) {
    throw badRequest(`The ${name} is not a JSON Pointer such as \`/name/0/family\`.`)
  }
  for (const segment of segmentsOf(pointer)) {
    // No FHIR element is called so, and plain objects answer to these names without having them.
    if (segment in Object.prototype) throw badRequest(`The ${name} names \`${segment}\`, which is not allowed.`)
  }
}

function segmentsOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((segment) => jsonPatch.unescapePathComponent(segment))
}

function applied(document: JsonTree, operation: CheckedOperation, { index, copies }: Step): JsonTree {
  const what = `Operation ${index} (${operation.op} \`${operation.path}\`)`
  try {
    switch (operation.op) {
      case 'test':
        return tested(document, operation, what)
      case 'move':
      case 'copy':
        return transferred(document, operation, { what, copies })
      default:
        return libraryApplied(document, operation)
    }
  } catch (error) {
    if (error instanceof jsonPatch.JsonPatchError) throw refused(`${what} cannot be applied: ${reasonOf(error.name)}`)
    throw error
  }
}

const libraryApplied = (document: JsonTree, operation: JsonObject): JsonTree =>
  jsonPatch.applyOperation<JsonTree>(document, operation as unknown as Operation, true, true).newDocument

/** Move and copy by their definition, as remove and add: the library would copy the whole document to see whether `from` is there. */
function transferred(document: JsonTree, operation: CheckedOperation, { what, copies }: Transfer): JsonTree {
  const { op, path } = operation
  const from = String(operation.from)
  if (op === 'move' && path.startsWith(`${from}/`)) throw refused(`${what} cannot move an element into itself.`)
  const value = valueAt(document, from)
  if (value === undefined) throw refused(`${what} cannot be applied: the resource has nothing at \`from\`.`)
  copies.spend(value)
  if (op === 'copy') return libraryApplied(document, { op: 'add', path, value: jsonPatch.deepClone(value) })
  return libraryApplied(libraryApplied(document, { op: 'remove', path: from }), { op: 'add', path, value })
}

/** The library compares numbers by their text here; RFC 6902 says by value. */
function tested(document: JsonTree, { path, value }: CheckedOperation, what: string): JsonTree {
  const found = valueAt(document, path)
  if (found === undefined) throw refused(`${what} fails: the resource has nothing there.`)
  if (!sameValue(found, value)) throw refused(`${what} fails: the resource has another value there.`)
  return document
}

function valueAt(document: JsonTree, pointer: string): JsonTree | undefined {
  let found: JsonTree | undefined = document
  for (const segment of segmentsOf(pointer)) {
    if (Array.isArray(found)) found = /^(0|[1-9][0-9]*)$/.test(segment) ? found[Number(segment)] : undefined
    else found = isJsonObject(found) ? found[segment] : undefined
  }
  return found
}

/** Copies of copies double with each operation, so all together have a limit; moves count too, as each costs a walk over the value. */
function createCopyBudget(): CopyBudget {
  let left = COPIED_MAX
  const count = (value: JsonTree, depth: number): void => {
    left -= NODE_BYTES + (typeof value === 'string' ? value.length : 0)
    if (left < 0) throw tooCostly('The patch copies and moves too much; split it, or update the resource instead.')
    if (depth > DEPTH_MAX) throw refused(TOO_DEEP)
    if (typeof value !== 'object' || value === null) return
    for (const inner of Object.values(value)) count(inner, depth + 1)
  }
  return { spend: (value) => count(value, 0) }
}

const refused = (diagnostics: string): FhirError => unprocessable(issue('processing', diagnostics))

function reasonOf(name: string): string {
  switch (name) {
    case 'OPERATION_PATH_CANNOT_ADD':
    case 'OPERATION_PATH_UNRESOLVABLE':
      return 'the resource has nothing at that path.'
    case 'OPERATION_VALUE_OUT_OF_BOUNDS':
      return 'the index lies beyond the end of the array.'
    case 'OPERATION_PATH_ILLEGAL_ARRAY_INDEX':
      return 'an array is addressed by an index such as `0`, or `-` for its end.'
    default:
      return 'it does not fit the resource.'
  }
}
