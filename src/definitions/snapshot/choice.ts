import type { ElementDefinition, ElementDefinitionType } from '@medplum/fhirtypes'
import type { Node } from './tree.js'

const capitalised = (code: string) => `${code.charAt(0).toUpperCase()}${code.slice(1)}`

const stemOf = (name: string) => name.slice(0, -'[x]'.length)

/** The type that a name such as `valueQuantity` stands for among those of `value[x]`; undefined where it is none of them. */
export function typeOfName(choice: Node, name: string): ElementDefinitionType | undefined {
  if (!choice.name.endsWith('[x]')) return undefined
  const stem = stemOf(choice.name)
  return choice.element.type?.find(({ code = '' }) => name === `${stem}${capitalised(code)}`)
}

/** The choices among the children, by each of the names that they may have. */
const choicesByName = (children: readonly Node[]): ReadonlyMap<string, Node> =>
  new Map(
    children
      .filter(({ name }) => name.endsWith('[x]'))
      .flatMap((choice) =>
        (choice.element.type ?? []).map(({ code = '' }) => [`${stemOf(choice.name)}${capitalised(code)}`, choice]),
      ),
  )

/**
 * Writes the short form out: a differential may say `valueQuantity` for the slice of that name of `value[x]`. Where it stands alone and has to be there,
 * there can be no other type. Within a slice one short form stands for the choice itself, as the specification's own snapshots have it.
 * https://hl7.org/fhir/R4/profiling.html#slicing
 */
export function spellOut(
  changes: readonly Node[],
  children: readonly Node[],
  place: 'within slice' | 'elsewhere',
): readonly Node[] {
  const names = new Set(children.map(({ name }) => name))
  const choices = choicesByName(children)
  const spelled = new Map<string, Node>()
  const short = new Map<Node, Node[]>()
  for (const change of changes) {
    const choice = names.has(change.name) ? undefined : choices.get(change.name)
    if (choice === undefined) spelled.set(change.name, change)
    else short.set(choice, [...(short.get(choice) ?? []), sliceOf(change, choice)])
  }
  for (const [choice, slices] of short) {
    const given = spelled.get(choice.name)
    if (given !== undefined) spelled.set(choice.name, { ...given, slices: [...given.slices, ...slices] })
    else spelled.set(choice.name, choiceOf(choice, slices, place))
  }
  return [...spelled.values()]
}

function sliceOf(change: Node, choice: Node): Node {
  const type = change.element.type ?? [typeOfName(choice, change.name)].filter((found) => found !== undefined)
  return { ...change, name: choice.name, element: { ...change.element, sliceName: change.name, type } }
}

function choiceOf(choice: Node, slices: readonly Node[], place: 'within slice' | 'elsewhere'): Node {
  const [only, ...others] = slices
  const alone = others.length === 0 ? only : undefined
  if (alone !== undefined && place === 'within slice' && choice.slices.length === 0) {
    const { sliceName: _, ...element } = alone.element
    return { ...alone, element }
  }
  return { name: choice.name, element: slicedElement(choice, alone, slices), children: [], slices }
}

function slicedElement(choice: Node, alone: Node | undefined, slices: readonly Node[]): ElementDefinition {
  const path = slices[0]?.element.path ?? choice.name
  if (choice.slices.length > 0) return { path }
  const { min = 0, type = [] } = alone?.element ?? {}
  const slicing = { discriminator: [{ type: 'type' as const, path: '$this' }], ordered: false }
  return min === 0
    ? { path, slicing: { ...slicing, rules: 'open' } }
    : { path, slicing: { ...slicing, rules: 'closed' }, min, type }
}
