import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { isJsonObject, type JsonTree } from '../../../src/fhir/json-tree.js'
import { canonicalXhtml } from '../../../src/rest/xml/xhtml.js'

const folder = '../shared/data/r4-examples'

/** Why the examples can't be used here, or false. */
export const examplesAbsent: string | false = existsSync(folder) ? false : `${folder} is absent`

export interface Example {
  readonly name: string
  readonly text: string
}

/** The specification's examples in a format; every fourth one unless TEST_LONG is set. */
export function examples(format: 'json' | 'xml'): readonly Example[] {
  if (examplesAbsent !== false) return []
  const isLong = process.env.TEST_LONG === '1'
  return readdirSync(`${folder}/${format}`)
    .filter((_, index) => isLong || index % 4 === 0)
    .map((file) => ({ name: file.replace(/\.\w+$/, ''), text: readFileSync(`${folder}/${format}/${file}`, 'utf8') }))
}

/** The JSON of the example with that name. */
export const jsonTwin = (name: string): string => readFileSync(`${folder}/json/${name}.json`, 'utf8')

/** A tree to compare: members sorted, narratives as `narrative` makes them. */
export function comparable(tree: JsonTree | undefined, narrative: (div: string) => string): JsonTree | undefined {
  if (Array.isArray(tree)) return tree.map((item) => comparable(item, narrative) ?? null)
  if (!isJsonObject(tree)) return tree
  return Object.fromEntries(
    Object.keys(tree)
      .sort()
      .map((name) => {
        const value = tree[name]
        const shown = name === 'div' && typeof value === 'string' ? narrative(value) : comparable(value, narrative)
        return [name, shown ?? null]
      }),
  )
}

/** Canonical XHTML; what is none stays as it is. */
export const canonical = (div: string): string => canonicalXhtml(div) ?? div

/**
 * The elements of a narrative without attributes and texts: the XML examples come from a later build of the specification, whose narratives
 * write dates in another way.
 */
export const skeleton = (div: string): string => (canonical(div).match(/<[^\s/>]+|<\/[^>]+>|\/>/g) ?? []).join(' ')
