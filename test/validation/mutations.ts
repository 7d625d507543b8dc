import { definitions, type Resource } from './samples.js'

/** A value inside a resource, with all that a mutation asks about it. */
export interface Node {
  /** Keys and indices from the resource to the value. */
  readonly path: readonly (string | number)[]
  /** `Patient.name[0].given[1]`: made from the definitions here, apart from the code under test. */
  readonly expression: string
  readonly type: string
  readonly kind: 'object' | 'primitive' | 'array'
  readonly value: unknown
  /** For members, not for items of arrays. */
  readonly member?: { readonly required: boolean; readonly choice: boolean; readonly siblings: number }
}

/** Everything in a resource but the `_elements` of primitives and what they hold. */
export function nodesOf(resource: Resource): readonly Node[] {
  const found: Node[] = []
  const visit = (node: Node): void => {
    found.push(node)
    if (node.kind === 'array') {
      for (const [index, value] of (node.value as readonly unknown[]).entries()) {
        const at = { path: [...node.path, index], expression: `${node.expression}[${index}]`, value }
        if (value !== null) visit({ ...at, type: node.type, kind: kindOf(value) })
      }
    }
    if (node.kind === 'object') for (const member of membersOf(node)) visit(member)
  }
  visit({ path: [], expression: resource.resourceType, type: resource.resourceType, kind: 'object', value: resource })
  return found
}

const kindOf = (value: unknown): Node['kind'] =>
  Array.isArray(value) ? 'array' : typeof value === 'object' ? 'object' : 'primitive'

function membersOf({ path, expression, type, value }: Node): readonly Node[] {
  const object = value as Resource
  const definition = definitions.type(type === 'Resource' ? object.resourceType : type)
  return Object.entries(object).flatMap(([name, member]) => {
    const known = definition?.byJsonName.get(name)
    // A member with an `_element` beside it is another matter.
    if (known === undefined || object[`_${name}`] !== undefined) return []
    const { element } = known
    return [
      {
        path: [...path, name],
        expression: `${expression}.${element.name}`,
        type: known.type,
        kind: kindOf(member),
        value: member,
        // An id is no content: an element that has nothing else left is empty.
        member: {
          required: element.min > 0,
          choice: element.choice,
          siblings: Object.keys(object).filter((key) => key !== name && key !== 'id').length,
        },
      },
    ]
  })
}

/** What a mutation makes of a value: what is found then, and the new value; undefined in place of it takes the member away. */
export interface Mutated {
  readonly finding: string
  readonly value: unknown
}

/** A way to spoil a value; undefined where it doesn't apply. */
export type Mutation = (node: Node) => Mutated | undefined

const when =
  (applies: (node: Node) => boolean, finding: (node: Node) => string, change: (node: Node) => unknown): Mutation =>
  (node) =>
    applies(node) ? { finding: finding(node), value: change(node) } : undefined

const structure = ({ expression }: Node) => `structure ${expression}`
const wrong = ({ expression }: Node) => `value ${expression}`
const isObject = ({ kind }: Node) => kind === 'object'
const isArray = ({ kind }: Node) => kind === 'array'
const isText = ({ kind, value }: Node) => kind === 'primitive' && typeof value === 'string'
const isOf =
  (...types: readonly string[]) =>
  ({ kind, type }: Node) =>
    kind === 'primitive' && types.includes(type)

/** The mutations by name. */
export const mutations: Readonly<Record<string, Mutation>> = {
  'an unknown element': when(
    isObject,
    ({ expression }) => `structure ${expression}.colour`,
    ({ value }) => ({ ...(value as object), colour: 'blue' }),
  ),
  'a sibling without a value': when(
    ({ kind, type }) => kind === 'object' && definitions.type(type)?.byJsonName.get('text')?.type === 'string',
    ({ expression }) => `structure ${expression}.text`,
    ({ value }) => ({ ...(value as object), text: undefined, _text: { id: 'a' } }),
  ),
  'an empty object': when(
    (node) => isObject(node) && node.path.length > 0 && node.type !== 'Resource',
    structure,
    () => ({}),
  ),
  'an empty array': when(isArray, structure, () => []),
  'an item in place of its array': when(isArray, structure, ({ value }) => (value as readonly unknown[])[0]),
  'an array in place of a value': when(
    ({ kind, path }) => kind !== 'array' && path.length > 0,
    structure,
    ({ value }) => [value],
  ),
  'a text in place of an object': when(
    ({ kind, path }) => kind === 'object' && path.length > 0,
    structure,
    () => 'text',
  ),
  'an object in place of a primitive': when(
    ({ kind }) => kind === 'primitive',
    structure,
    ({ value }) => ({ value }),
  ),
  'a number in place of a text': when(isText, structure, () => 5),
  'a text in place of a number or boolean': when(
    ({ kind, value }) => kind === 'primitive' && typeof value !== 'string',
    structure,
    ({ value }) => String(value),
  ),
  null: when(
    ({ path }) => path.length > 0,
    structure,
    () => null,
  ),
  'an empty text': when(isText, wrong, () => ''),
  'a text of white space': when(isText, wrong, () => ' \n'),
  'a day that does not exist': when(isOf('date', 'dateTime'), wrong, () => '2026-02-30'),
  'a time without zone': when(isOf('dateTime', 'instant'), wrong, () => '2026-11-24T09:30:00'),
  'a year 0000': when(isOf('date', 'dateTime'), wrong, () => '0000'),
  'a fraction': when(isOf('integer', 'positiveInt', 'unsignedInt'), wrong, () => 1.5),
  'a number beyond 32 bits': when(isOf('integer', 'positiveInt', 'unsignedInt'), wrong, () => 2_147_483_648),
  'a code with two spaces': when(isOf('code'), wrong, () => 'in  progress'),
  'an address with white space': when(isOf('uri', 'url', 'canonical'), wrong, () => 'http://a b'),
  'an id with an underscore': when(isOf('id'), wrong, () => 'a_b'),
  'a missing element': when(
    ({ member }) => member?.required === true && member.siblings > 0,
    ({ expression }) => `required ${expression}`,
    () => undefined,
  ),
}

/** The resource with the value at a path replaced. */
export function replaced(resource: Resource, path: readonly (string | number)[], value: unknown): Resource {
  const [key, ...rest] = path
  if (key === undefined) return value as Resource
  const copy = structuredClone(resource) as Record<string | number, unknown>
  copy[key] = rest.length === 0 ? value : replaced(copy[key] as Resource, rest, value)
  // As JSON would come: without members that are undefined.
  return JSON.parse(JSON.stringify(copy))
}
