import { type Mutation, type Node, mutations as ofStructure } from '../mutations.js'
import { definitions } from '../samples.js'

type Members = Readonly<Record<string, unknown>>

const of = (applies: (node: Node) => boolean, change: (node: Node) => unknown): Mutation => {
  return (node) => (applies(node) ? { finding: '', value: change(node) } : undefined)
}

const membersOf = ({ value }: Node): Members => value as Members
const isObjectOf =
  (...types: readonly string[]) =>
  ({ kind, type }: Node) =>
    kind === 'object' && types.includes(type)
const isPrimitiveOf =
  (...types: readonly string[]) =>
  ({ kind, type }: Node) =>
    kind === 'primitive' && types.includes(type)

/** The definition of what an object is: `Resource` says of a contained resource only that it is one. */
const definitionOf = ({ type, value }: Node) =>
  definitions.type(type === 'Resource' ? String((value as Members).resourceType) : type)
const hasMember =
  (name: string) =>
  (node: Node): boolean =>
    node.kind === 'object' && definitionOf(node)?.byJsonName.has(name) === true

const isReference = ({ kind, path, expression }: Node): boolean =>
  kind === 'primitive' && path.at(-1) === 'reference' && !expression.startsWith('Bundle.entry')

const extended = (node: Node, name: string, extension: object): Members => {
  const there = membersOf(node)[name]
  return { ...membersOf(node), [name]: [...(Array.isArray(there) ? there : []), extension] }
}

/** Another member of a choice that an object has already: `valueBoolean` beside `valueQuantity`. */
function secondChoice(node: Node): string | undefined {
  const known = node.kind === 'object' ? definitionOf(node)?.byJsonName : undefined
  if (known === undefined) return undefined
  const chosen = Object.keys(membersOf(node)).find((name) => known.get(name)?.element.choice === true)
  const { element, type } = known.get(chosen ?? '') ?? {}
  return [...known].find(
    ([, other]) => other.element === element && other.type === 'boolean' && type !== 'boolean',
  )?.[0]
}

const UCUM = 'http://unitsofmeasure.org'

/** What can be wrong with what an element says, whatever its structure; some of it is right (an extension that nobody knows). */
export const contentMutations: Readonly<Record<string, Mutation>> = {
  'a code that there is not': of(isPrimitiveOf('code'), () => 'no-such-code'),
  'a reference to another type': of(isReference, () => 'VerificationResult/1'),
  'a reference into nothing': of(isReference, () => '#nowhere'),
  'an item twice': of(
    ({ kind }) => kind === 'array',
    ({ value }) => [...(value as readonly unknown[]), (value as readonly unknown[])[0]],
  ),
  'an element less': of(
    ({ member }) => member !== undefined && member.siblings > 0,
    () => undefined,
  ),
  'an extension that nobody knows': of(hasMember('extension'), (node) =>
    extended(node, 'extension', { url: 'http://clinic.invalid/colour', valueCode: 'blue' }),
  ),
  'a modifier that nobody knows': of(hasMember('modifierExtension'), (node) =>
    extended(node, 'modifierExtension', { url: 'http://clinic.invalid/not', valueBoolean: true }),
  ),
  'an extension that says nothing': of(hasMember('extension'), (node) =>
    extended(node, 'extension', { url: 'http://clinic.invalid/nothing' }),
  ),
  'a period that ends before it starts': of(isObjectOf('Period'), () => ({ start: '2026-11-24', end: '2025' })),
  'a unit that there is not': of(isObjectOf('Quantity', 'Age', 'Duration'), () => ({
    value: 1,
    system: UCUM,
    code: 'wagonload',
  })),
  'a unit of no system': of(isObjectOf('Quantity', 'Age', 'Duration'), () => ({ value: 1, code: 'mg' })),
  'a negative count': of(isPrimitiveOf('positiveInt', 'unsignedInt'), () => -1),
  'a second choice': of(
    (node) => secondChoice(node) !== undefined,
    (node) => ({ ...membersOf(node), [secondChoice(node) ?? '']: true }),
  ),
  'a narrative that runs something': of(
    isPrimitiveOf('xhtml'),
    () => '<div xmlns="http://www.w3.org/1999/xhtml">a<script>b()</script></div>',
  ),
}

/** All ways to spoil an element. */
export const proofMutations: Readonly<Record<string, Mutation>> = { ...ofStructure, ...contentMutations }
