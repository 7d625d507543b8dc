import type { LocalReference } from './index-row.js'

/** Deeper than any real resource; what is beyond is not looked into, so that nesting can't exhaust the stack. */
const depthMax = 500

/** What the walk needs to know of the server. */
export interface ReferenceContext {
  /** `Type/id` of a reference to this server, else the reference as an absolute url. */
  normalizeReference(reference: string): string
  isResourceType(name: string): boolean
}

/**
 * Every literal reference to a resource of this server, from anywhere in a resource: also within extensions and contained resources, but not within the resources of a
 * Bundle's entries, which are no part of the Bundle's own content. Canonicals and uris are no references. Each target once, in document order.
 */
export function localReferences(type: string, resource: object, context: ReferenceContext): readonly LocalReference[] {
  const found = new Map<string, LocalReference>()
  const path: (string | number)[] = []
  const add = (reference: string): void => {
    const target = context.normalizeReference(reference)
    if (found.has(target)) return
    const local = parseLocal(target, context)
    if (local !== undefined) found.set(target, { ...local, path: fhirPath(type, path) })
  }
  const visit = (node: object): void => {
    if (Array.isArray(node)) {
      for (let at = 0; at < node.length; at++) descend(at, node[at])
      return
    }
    for (const key in node) {
      const child: unknown = node[key as keyof typeof node]
      if (key === 'reference' && typeof child === 'string') add(child)
      else descend(key, child)
    }
  }
  const descend = (key: string | number, child: unknown): void => {
    if (typeof child !== 'object' || child === null || path.length >= depthMax) return
    if (type === 'Bundle' && key === 'resource' && path.length === 2 && path[0] === 'entry') return
    path.push(key)
    visit(child)
    path.pop()
  }
  visit(resource)
  return [...found.values()]
}

/** Type and id where the normalised reference is local, and its type one of R4's. */
export function parseLocal(
  target: string,
  context: Pick<ReferenceContext, 'isResourceType'>,
): { readonly type: string; readonly id: string } | undefined {
  const slash = target.indexOf('/')
  if (slash < 1 || target.includes('/', slash + 1)) return undefined
  const type = target.slice(0, slash)
  return context.isResourceType(type) ? { type, id: target.slice(slash + 1) } : undefined
}

/** `Observation.performer[0]`; the primitive extension `_birthDate` is the element `birthDate` itself. */
function fhirPath(type: string, path: readonly (string | number)[]): string {
  return path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : `${text}.${step.replace(/^_/, '')}`),
    type,
  )
}
