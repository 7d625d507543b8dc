import type { TextFile } from './bytes.js'
import { csvRows } from './csv.js'

/** What the hierarchy says of a code: the parts above it, and its own text. */
export type LoincHierarchy = ReadonlyMap<string, { readonly text: string; readonly parents: ReadonlySet<string> }>

/** Reads the hierarchy of components: a line for each place of a code, so that a code can be below several parts. */
export async function readHierarchy(file: TextFile): Promise<LoincHierarchy> {
  const hierarchy = new Map<string, { readonly text: string; readonly parents: Set<string> }>()
  const columns = { required: ['IMMEDIATE_PARENT', 'CODE', 'CODE_TEXT'], optional: [] }
  for await (const { IMMEDIATE_PARENT: parent = '', CODE: code = '', CODE_TEXT: text = '' } of csvRows(file, columns)) {
    if (code === '') continue
    const entry = hierarchy.get(code) ?? { text, parents: new Set<string>() }
    hierarchy.set(code, entry)
    if (parent !== '') entry.parents.add(parent)
  }
  return hierarchy
}
