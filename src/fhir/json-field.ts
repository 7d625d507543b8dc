import { isJsonObject, type JsonObject, type JsonTree } from './json-tree.js'

/** One value of an element: of a primitive its value, its `_name` object, or both. https://hl7.org/fhir/R4/json.html#primitive */
export interface Cell {
  readonly value: JsonTree | undefined
  readonly sibling: JsonTree | undefined
}

/** The values of one element of an object, whether it repeats or not. */
export function readField(object: JsonObject, key: string): readonly Cell[] {
  const values = object[key]
  const siblings = object[`_${key}`]
  if (!Array.isArray(values) && !Array.isArray(siblings)) {
    return values === undefined && siblings === undefined ? [] : [{ value: values, sibling: siblings }]
  }
  const valueList = Array.isArray(values) ? values : []
  const siblingList = Array.isArray(siblings) ? siblings : []
  return Array.from({ length: Math.max(valueList.length, siblingList.length) }, (_, index) => ({
    value: valueList[index] ?? undefined,
    sibling: siblingList[index] ?? undefined,
  }))
}

/** Writes the values back: padded with null where values and siblings alternate, both gone where none are left. */
export function writeField(
  object: JsonObject,
  key: string,
  element: { readonly max: number },
  cells: readonly Cell[],
): void {
  const write = (name: string, values: readonly (JsonTree | undefined)[]) => {
    const [first] = values
    if (values.every((value) => value === undefined)) delete object[name]
    else if (element.max > 1) object[name] = values.map((value) => value ?? null)
    else if (first !== undefined) object[name] = first
  }
  write(
    key,
    cells.map(({ value }) => value),
  )
  write(
    `_${key}`,
    cells.map(({ sibling }) => sibling),
  )
}

/** True where nothing is left that would say something. */
export function isEmpty(tree: JsonTree | undefined): boolean {
  return tree === undefined || (isJsonObject(tree) && Object.keys(tree).length === 0)
}
