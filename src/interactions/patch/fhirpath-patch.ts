import type { Definitions, ElementDefinition } from '../../definitions/definitions.js'
import { type Cell, isEmpty, readField, writeField } from '../../fhir/json-field.js'
import { isJsonObject, type JsonObject, textOf, treeOf } from '../../fhir/json-tree.js'
import { badRequest, FhirError, issue, tooCostly, unprocessable } from '../../fhir/outcome.js'
import { type JsonPath, locate } from '../../fhirpath/locate.js'
import { type PatchOperation, patchOperations } from './patch-operation.js'
import { fieldOf, fieldValue } from './patch-value.js'

// Operations times characters: each operation evaluates its path on the whole resource as it is by then. This is about two seconds.
const COST_MAX = 100_000_000

/**
 * Applies a FHIRPath Patch: both arguments and the answer are exact JSON text, and what the patch doesn't touch keeps its order and every
 * digit. Operations are applied one after the other. Throws a 400 `FhirError` for a malformed patch or expression, a 422 where an operation
 * doesn't fit the resource: its path selects nothing or several elements, an index is out of range, a value has the wrong type; deleting what
 * isn't there is no error. https://hl7.org/fhir/R4/fhirpatch.html
 */
export function applyFhirPathPatch(resource: string, parameters: string, definitions: Definitions): string {
  const tree = treeOf(resource)
  if (!isJsonObject(tree)) throw badRequest('Only a resource can be patched.')
  const operations = patchOperations(treeOf(parameters))
  if (operations.length * resource.length > COST_MAX) {
    throw tooCostly(`A patch of ${operations.length} operations is too much for a resource this large; split it.`)
  }
  for (const operation of operations) applyOperation(tree, operation, definitions)
  return textOf(tree)
}

interface Patch {
  readonly tree: JsonObject
  readonly definitions: Definitions
}

function applyOperation(tree: JsonObject, operation: PatchOperation, definitions: Definitions): void {
  try {
    applied({ tree, definitions }, operation)
  } catch (error) {
    if (!(error instanceof FhirError)) throw error
    const what = `Operation ${operation.number} (${operation.type} \`${operation.path}\`)`
    const issues = error.issues.map((one) => ({ ...one, diagnostics: `${what} cannot be applied. ${one.diagnostics}` }))
    throw new FhirError(error.status, issues)
  }
}

function applied(patch: Patch, operation: PatchOperation): void {
  if (operation.type === 'add') add(patch, operation.path, operation.name, operation.value)
  else if (operation.type === 'replace') replace(patch, operation.path, operation.value)
  else if (operation.type === 'delete') remove(patch, operation.path)
  else changeList(patch, operation)
}

function add(patch: Patch, path: string, name: string, part: JsonObject): void {
  const { object, type } = target(patch, single(patch, path))
  const field = fieldOf(type, name, patch.definitions)
  if (field === undefined) throw refused(`There is no element \`${name}\` in \`${type}\`.`)
  const { key, cell } = fieldValue(part, field, patch.definitions)
  const cells = readField(object, key)
  const taken = allKeys(type, field.element, patch.definitions).some((other) => readField(object, other).length > 0)
  if (field.element.max === 1 && taken)
    throw refused(`\`${name}\` is there already and cannot repeat; use \`replace\`.`)
  writeField(object, key, field.element, [...cells, cell])
}

/** Every JSON name of an element, also where the patch named only one of a choice. */
function allKeys(type: string, element: ElementDefinition, definitions: Definitions): readonly string[] {
  return [...(fieldOf(type, element.name, definitions)?.keys.keys() ?? [])]
}

/** Insert and move work on a whole list, also an empty one, so the path is cut before its last name. */
function changeList(patch: Patch, operation: PatchOperation & { type: 'insert' | 'move' }): void {
  const [, parent, name] = /^(.+)\.([A-Za-z]+)$/s.exec(operation.path.trim()) ?? []
  if (parent === undefined || name === undefined) {
    throw badRequest('The path has to end in the name of a list, as `Patient.name` does.')
  }
  const { object, type } = target(patch, single(patch, parent))
  const field = fieldOf(type, name, patch.definitions)
  const key = field?.keys.keys().next().value
  if (field === undefined || key === undefined) throw refused(`There is no element \`${name}\` in \`${type}\`.`)
  if (field.element.max <= 1) throw refused(`\`${type}.${name}\` is no list: it cannot repeat.`)
  const cells = readField(object, key)
  const changed =
    operation.type === 'move'
      ? moved(cells, operation.source, operation.destination)
      : inserted(cells, operation.index, fieldValue(operation.value, field, patch.definitions).cell)
  writeField(object, key, field.element, changed)
}

function inserted(cells: readonly Cell[], index: number, cell: Cell): readonly Cell[] {
  if (index > cells.length) throw outOfRange('index', index, cells.length)
  return cells.toSpliced(index, 0, cell)
}

function moved(cells: readonly Cell[], source: number, destination: number): readonly Cell[] {
  const cell = cells[source]
  if (cell === undefined) throw outOfRange('source', source, cells.length - 1)
  if (destination >= cells.length) throw outOfRange('destination', destination, cells.length - 1)
  return cells.toSpliced(source, 1).toSpliced(destination, 0, cell)
}

function replace(patch: Patch, path: string, part: JsonObject): void {
  const { object, type, key, index } = placeOf(patch, single(patch, path))
  const name = patch.definitions.type(type)?.byJsonName.get(key)?.element.name ?? key
  const field = fieldOf(type, name, patch.definitions)
  if (field === undefined) throw refused(`There is no element \`${name}\` in \`${type}\`.`)
  const value = fieldValue(part, field, patch.definitions)
  const cells = readField(object, key).with(index, value.cell)
  if (value.key !== key) writeField(object, key, field.element, [])
  writeField(object, value.key, field.element, cells)
}

function remove(patch: Patch, path: string): void {
  const paths = locatedPaths(patch, path)
  const [found] = paths
  if (paths.length > 1) throw severalSelected(paths.length)
  if (found !== undefined) removeAt(patch, found)
}

/** Removes a value, and the object around it where that says nothing any more: FHIR has no empty elements. */
function removeAt(patch: Patch, path: JsonPath): void {
  const { object, type, key, index } = placeOf(patch, path)
  const element = patch.definitions.type(type)?.byJsonName.get(key)?.element
  if (element === undefined) throw refused(`There is no element \`${key}\` in \`${type}\`.`)
  writeField(object, key, element, readField(object, key).toSpliced(index, 1))
  const around = typeof path[path.length - 1] === 'number' ? path.slice(0, -2) : path.slice(0, -1)
  if (around.length > 0 && isEmpty(object)) removeAt(patch, around)
}

function locatedPaths({ tree, definitions }: Patch, path: string): readonly JsonPath[] {
  const parsed: unknown = JSON.parse(textOf(tree))
  return locate(path, parsed as object, String(tree.resourceType), definitions)
}

function single(patch: Patch, path: string): JsonPath {
  const [first, ...more] = locatedPaths(patch, path)
  if (first === undefined) throw refused('The path selects no element of the resource; one is needed.')
  if (more.length > 0) throw severalSelected(more.length + 1)
  return first
}

/** The object that holds the value at a path, the type of that object, and the value's JSON name and index there. */
function placeOf(patch: Patch, path: JsonPath) {
  const index = path[path.length - 1]
  const isItem = typeof index === 'number'
  const key = path[path.length - (isItem ? 2 : 1)]
  if (typeof key !== 'string') throw refused('The path selects the resource itself; update or delete it instead.')
  return { ...target(patch, path.slice(0, isItem ? -2 : -1)), key, index: isItem ? index : 0 }
}

/** The object at a path, with its type. For a primitive that is its `_name`, made where it isn't there yet. */
function target({ tree, definitions }: Patch, path: JsonPath): { object: JsonObject; type: string } {
  let object = tree
  let type = String(tree.resourceType)
  for (let i = 0; i < path.length; i++) {
    const key = String(path[i])
    const next = path[i + 1]
    const index = typeof next === 'number' ? next : 0
    if (typeof next === 'number') i++
    const field = definitions.type(type)?.byJsonName.get(key)
    const cells = readField(object, key)
    const cell = cells[index]
    if (field === undefined || cell === undefined) throw refused(`There is no \`${key}\` where the path leads.`)
    const inner = isJsonObject(cell.value) ? cell.value : isJsonObject(cell.sibling) ? cell.sibling : {}
    if (inner !== cell.value) writeField(object, key, field.element, cells.with(index, { ...cell, sibling: inner }))
    object = inner
    type = field.type === 'Resource' ? String(inner.resourceType) : field.type
  }
  return { object, type }
}

const refused = (diagnostics: string): FhirError => unprocessable(issue('processing', diagnostics))

const severalSelected = (count: number): FhirError =>
  refused(`The path selects ${count} elements; exactly one is needed, such as by an index \`[0]\` or \`where(…)\`.`)

const outOfRange = (name: string, given: number, max: number): FhirError =>
  refused(max < 0 ? 'The list is empty.' : `\`${name}\` is ${given}, the list allows 0 to ${max}.`)
