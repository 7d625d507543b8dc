import type { StructureDefinition } from '@medplum/fhirtypes'
import type { CanonicalEntry, Canonicals } from '../../definitions/canonicals.js'
import type { Snapshots } from '../../definitions/snapshot/create-snapshots.js'
import { createSchemaCompiler, type StructureCode } from '../compile/compile-schema.js'
import type { RuleMakers } from '../keywords/rule-makers.js'
import { typeUrl } from '../schema/element-names.js'
import { type ElementTree, elementTree } from '../schema/element-tree.js'
import { structureSchema } from '../schema/structure-schema.js'
import { createTreeLibrary } from '../schema/tree-library.js'
import type { BuiltValidators } from './built-validators.js'

/** A profile or type that values can be validated against. */
export interface Structure {
  /** `url|version` */
  readonly canonical: string
  readonly definition: StructureDefinition
  readonly code: StructureCode
}

export type FoundStructure =
  | { readonly kind: 'structure'; readonly structure: Structure }
  | { readonly kind: 'unknown' }
  /** It is there and can't be used; the sentence says why. */
  | { readonly kind: 'broken'; readonly sentence: string }

/** Every structure of one set of canonicals. Each is compiled, or read from what the build wrote, when it is first asked for. */
export interface Structures {
  /** The code of a type of FHIR itself, by its name; undefined where there is none of that name. */
  ofType(type: string): StructureCode | undefined
  /** The code of a type or profile by its canonical. */
  ofProfile(canonical: string): FoundStructure
  /** The code of an element inside a profile whose value is a resource. */
  part(canonical: string, element: string): StructureCode | undefined
}

export interface StructuresParts {
  readonly canonicals: Canonicals
  readonly snapshots: Snapshots
  readonly makers: RuleMakers
  readonly built: BuiltValidators
}

/** The registry of structures for one set of canonicals. Never throws when asked: what is wrong with a definition is its answer. */
export function createStructures({ canonicals, snapshots, makers, built }: StructuresParts): Structures {
  const library = createTreeLibrary((canonical) => {
    const definition = canonicals.find('StructureDefinition', canonical)
    return definition === undefined ? undefined : orUndefined(() => withSnapshot(definition, snapshots))
  })
  let compile: ReturnType<typeof createSchemaCompiler> | undefined
  const compiled = (tree: ElementTree, element?: string): StructureCode => {
    compile ??= createSchemaCompiler(makers)
    return compile(structureSchema(tree, library, element))
  }
  const found = (entry: CanonicalEntry<'StructureDefinition'>): FoundStructure => {
    const definition = entry.load()
    const canonical = `${entry.url}|${entry.version ?? ''}`.replace(/\|$/, '')
    try {
      const code = built.find(entry, makers) ?? compiled(treeOf(withSnapshot(definition, snapshots)))
      return { kind: 'structure', structure: { canonical, definition, code } }
    } catch (error) {
      return { kind: 'broken', sentence: `The profile \`${canonical}\` can't be used: ${messageOf(error)}` }
    }
  }
  const byEntry = remember(found)
  // Canonicals come from outside, in ever new spellings: what is kept is kept by entry.
  const ofProfile = (canonical: string): FoundStructure => {
    const entry = canonicals.entry('StructureDefinition', canonical)
    return entry === undefined ? { kind: 'unknown' } : byEntry(entry)
  }
  const types = new Map<string, StructureCode>()
  const ofType = (type: string): StructureCode | undefined => {
    const known = types.get(type)
    if (known !== undefined) return known
    const answer = ofProfile(typeUrl(type))
    if (answer.kind !== 'structure') return undefined
    // Names that are no type's come from outside and are not kept.
    types.set(type, answer.structure.code)
    return answer.structure.code
  }
  const parts = remember((key: string) => {
    const [canonical = '', element = ''] = key.split('\n')
    const tree = library.ofProfile(canonical)
    return tree === undefined ? undefined : orUndefined(() => compiled(tree, element))
  })
  return { ofProfile, ofType, part: (canonical, element) => parts(`${canonical}\n${element}`) }
}

function withSnapshot(definition: StructureDefinition, snapshots: Snapshots): StructureDefinition {
  const result = snapshots(definition)
  if ('error' in result) throw new Error(result.error)
  return result.structure
}

function treeOf(definition: StructureDefinition): ElementTree {
  const tree = elementTree(definition)
  if (tree === undefined) throw new Error('It has no snapshot.')
  return tree
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

function orUndefined<T>(make: () => T): T | undefined {
  try {
    return make()
  } catch {
    return undefined
  }
}

/** Keeps the answers of a function of one thing. */
function remember<K, T>(answer: (key: K) => T): (key: K) => T {
  const known = new Map<K, T>()
  return (key) => {
    if (known.has(key)) return known.get(key) as T
    const made = answer(key)
    known.set(key, made)
    return made
  }
}
