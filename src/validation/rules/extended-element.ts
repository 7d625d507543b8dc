import type { JsonRecord } from '../check.js'
import type { Spot } from '../run.js'
import { isRecord } from '../shapes.js'

/** The element that an extension stands in. */
export interface ExtendedElement {
  /** Its paths as a context may name them, from the resource and from each data type on the way: `Patient.name.family`, `HumanName.family`. */
  readonly paths: ReadonlySet<string>
  readonly type: string
  readonly isBackbone: boolean
  /** The url of the extension, where the element is one or the value of one. */
  readonly extensionUrl: string | undefined
  readonly value: unknown
  /** For a primitive: its `_sibling`, which holds the extension. */
  readonly sibling: unknown
}

/** Deep inside nested items the paths from far above are no longer such as a context names. */
const PATHS_MAX = 20

interface Step {
  readonly value: unknown
  readonly sibling: unknown
  readonly type: string
  readonly paths: readonly string[]
  /** The url of the extension whose value it is. */
  readonly around?: string | undefined
}

/** Finds the element around an extension by the pointer of the spot; undefined where the structure is not R4's. */
export function elementWith({ frame, pointer }: Spot): ExtendedElement | undefined {
  const { definitions } = frame.run
  const { resourceType } = frame.resource
  if (typeof resourceType !== 'string') return undefined
  let at: Step | undefined = { value: frame.resource, sibling: undefined, type: resourceType, paths: [resourceType] }
  // The last two steps are `extension` and its index.
  for (const token of pointer
    .slice(frame.pointer.length + 1)
    .split('/')
    .slice(0, -2)) {
    at = /^\d+$/.test(token) ? itemOf(at, Number(token)) : memberOf(at, token)
    if (at === undefined) return undefined
  }
  const { value, sibling, type, paths, around } = at
  return {
    paths: new Set([...paths, type]),
    type,
    isBackbone: definitions.type(type)?.kind === 'backbone',
    extensionUrl: urlOf(at) ?? around,
    value,
    sibling,
  }

  function memberOf(step: Step, token: string): Step | undefined {
    const name = token.startsWith('_') ? token.slice(1) : token
    const member = definitions.type(step.type)?.byJsonName.get(name)
    if (member === undefined || !isRecord(step.value)) return undefined
    const { element, type } = member
    const owners = step.paths.includes(step.type) ? step.paths : [...step.paths, step.type]
    const names = element.choice ? [`${element.name}[x]`, name] : [name]
    return {
      value: valueIn(step.value, name),
      sibling: valueIn(step.value, `_${name}`),
      type,
      paths: owners.flatMap((owner) => names.map((each) => `${owner}.${each}`)).slice(-PATHS_MAX),
      around: element.name === 'value' ? urlOf(step) : undefined,
    }
  }
}

const urlOf = ({ type, value }: Step): string | undefined =>
  type === 'Extension' && isRecord(value) && typeof value.url === 'string' ? value.url : undefined

const valueIn = (owner: JsonRecord, name: string): unknown => owner[name]

function itemOf({ value, sibling, type, paths }: Step, index: number): Step {
  const item = (list: unknown): unknown => (Array.isArray(list) ? list[index] : undefined)
  return { value: item(value), sibling: item(sibling), type, paths }
}
