import type { ElementDefinitionType } from '@medplum/fhirtypes'
import type { Step } from '../slicing/parameters.js'
import { choiceName, typeCode } from './element-names.js'
import { exactValue } from './element-rules.js'
import type { ElementNode } from './element-tree.js'
import { childOf, profileNodes, type TreeLibrary } from './tree-library.js'

/** Where a discriminator's path has led to inside the profile. */
export interface Cursor {
  /** The elements whose constraints count, the slice's own first. */
  readonly nodes: readonly ElementNode[]
  /** The same element in the type, which says how JSON writes it. */
  readonly inType: readonly ElementNode[]
  readonly type: string | undefined
  readonly path: readonly Step[]
  /** What a fixed or pattern value further up says of this element. */
  readonly exact: { readonly kind: 'fixed' | 'pattern'; readonly values: readonly unknown[] } | undefined
  /** True behind `resolve()`. */
  readonly isReference: boolean
}

/** The steps of a discriminator's path: names, `extension('url')`, `resolve()`, `ofType(X)`. `$this` is none. Undefined for what is not allowed there. */
export function segmentsOf(path: string): readonly string[] | undefined {
  const segments = path.trim().match(/[^.'()]+(?:\((?:'[^']*'|[^')]*)\))?/g) ?? []
  if (segments.join('.') !== path.trim()) return undefined
  const known = /^(\$this|[A-Za-z_][\w-]*(\[x\])?|extension\('[^']+'\)|resolve\(\)|ofType\([\w.]+\))$/
  return segments.every((segment) => known.test(segment))
    ? segments.filter((segment) => segment !== '$this')
    : undefined
}

/** One step further; undefined where the profile and its types have nothing there. */
export function stepTo(cursor: Cursor, segment: string, library: TreeLibrary): Cursor | undefined {
  if (segment === 'resolve()') return resolved(cursor, library)
  const extension = /^extension\('(.+)'\)$/.exec(segment)?.[1]
  if (extension !== undefined) return toExtension(cursor, extension, library)
  const type = /^ofType\((.+)\)$/.exec(segment)?.[1]
  if (type !== undefined) return { ...cursor, type, path: [...cursor.path, { kind: 'ofType', type }] }
  return toChild(cursor, segment.replace('[x]', ''), library)
}

function toChild(cursor: Cursor, name: string, library: TreeLibrary): Cursor | undefined {
  const inType = cursor.inType.flatMap((node) => childOf(node, name, cursor.type, library) ?? [])
  const own = cursor.nodes.flatMap((node) => [
    ...present(node.children.get(name)),
    ...profilesOf(node, library).flatMap((root) => present(root.children.get(name))),
  ])
  const url = name === 'url' ? extensionUrl(cursor, own) : undefined
  const [first] = [...own, ...inType]
  if (first === undefined && url === undefined) return undefined
  const types = first?.definition.type ?? []
  const path: readonly Step[] = [
    ...cursor.path,
    { kind: 'child', names: first === undefined ? [{ json: name }] : jsonNames(first, types) },
  ]
  const [only] = types
  return {
    nodes: own,
    inType,
    type: types.length === 1 && only !== undefined ? typeCode(only) : undefined,
    path,
    exact: url === undefined ? drilled(cursor, name) : { kind: 'fixed', values: [url] },
    isReference: false,
  }
}

const present = <T>(value: T | undefined): readonly T[] => (value === undefined ? [] : [value])

function jsonNames({ name, choice }: ElementNode, types: readonly ElementDefinitionType[]) {
  if (!choice) {
    const [only] = types
    return [{ json: name, ...(types.length === 1 && only !== undefined ? { type: typeCode(only) } : {}) }]
  }
  return types.map((type) => ({ json: choiceName(name, typeCode(type)), type: typeCode(type) }))
}

/** What the profiles of an element's types say of it. */
const profilesOf = ({ definition }: ElementNode, library: TreeLibrary): readonly ElementNode[] =>
  (definition.type ?? []).flatMap((type) => profileNodes(type, library))

/** The url of an extension's profile is the extension's url, even where the profile itself is not known here. */
function extensionUrl({ nodes }: Cursor, own: readonly ElementNode[]): string | undefined {
  if (own.some(({ definition }) => exactValue(definition, 'fixed') !== undefined)) return undefined
  const extension = (nodes[0]?.definition.type ?? []).find(({ code }) => code === 'Extension')
  return extension?.profile?.[0]?.replace(/\|.*$/, '')
}

/** What a fixed or pattern value says of one of its children. */
export function drilled({ exact, nodes }: Cursor, name: string): Cursor['exact'] {
  const whole = exact ?? nodes.map(({ definition }) => exactOf(definition)).find((found) => found !== undefined)
  if (whole === undefined) return undefined
  const values = whole.values
    .flatMap((value) => (value as Readonly<Record<string, unknown>> | null)?.[name] ?? [])
    .filter((value) => value !== undefined)
  return values.length === 0 ? undefined : { kind: whole.kind, values }
}

function exactOf(definition: ElementNode['definition']): Cursor['exact'] {
  const fixed = exactValue(definition, 'fixed')
  if (fixed !== undefined) return { kind: 'fixed', values: [fixed.value] }
  const pattern = exactValue(definition, 'pattern')
  return pattern === undefined ? undefined : { kind: 'pattern', values: [pattern.value] }
}

/** Behind `resolve()` stand the profiles that the reference may lead to. */
function resolved(cursor: Cursor, library: TreeLibrary): Cursor | undefined {
  const targets = cursor.nodes.flatMap(({ definition }) =>
    (definition.type ?? []).flatMap(({ targetProfile }) => targetProfile ?? []),
  )
  if (targets.length === 0) return undefined
  const roots = targets.flatMap((url) => {
    const tree = library.ofProfile(url)
    return tree === undefined ? [] : [tree]
  })
  const type = targets.map((url): ElementDefinitionType => {
    const code = library.ofProfile(url)?.structure.type ?? url.slice(url.lastIndexOf('/') + 1)
    return { code, profile: [url] }
  })
  const target: ElementNode = {
    definition: { path: '', type, min: 0, max: '1' },
    name: '',
    choice: false,
    children: roots.length === 1 ? (roots[0]?.root.children ?? new Map()) : new Map(),
    slices: [],
    sliceName: undefined,
  }
  const [only] = type
  return {
    nodes: [target],
    inType: roots.map(({ root }) => root),
    type: type.length === 1 ? only?.code : undefined,
    path: [...cursor.path, { kind: 'resolve' }],
    exact: undefined,
    isReference: true,
  }
}

/** The slice of `extension` that has that url. */
function toExtension(cursor: Cursor, url: string, library: TreeLibrary): Cursor | undefined {
  const own = cursor.nodes.flatMap((node) => node.children.get('extension')?.slices ?? [])
  const slices = own.filter((slice) => {
    const inside = exactValueOf(slice.children.get('url'))
    return (
      inside === url || (slice.definition.type ?? []).some(({ profile }) => profile?.[0]?.replace(/\|.*$/, '') === url)
    )
  })
  const path: readonly Step[] = [...cursor.path, { kind: 'extension', url }]
  const nodes = [...slices, ...present(library.ofProfile(url)?.root)]
  const inType = present(library.ofType('Extension')?.root)
  return { nodes, inType, type: 'Extension', path, exact: undefined, isReference: false }
}

const exactValueOf = (node: ElementNode | undefined): unknown =>
  node === undefined ? undefined : exactValue(node.definition, 'fixed')?.value
