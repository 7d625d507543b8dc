import type { ElementDefinition } from '@medplum/fhirtypes'

/** One step down from an element to another: a child, or one slice of it. */
export interface Segment {
  readonly name: string
  readonly sliceName?: string
}

export interface Addressed {
  readonly segments: readonly Segment[]
  readonly element: ElementDefinition
}

/** The elements above the next one, by the order of the list. */
interface Open {
  readonly path: string
  readonly segments: readonly Segment[]
}

/**
 * Says where each element of a differential or snapshot stands: by its id where that agrees with its path (`Patient.extension:race.url`), otherwise by
 * the order of the list, in which the children of a slice follow it. https://hl7.org/fhir/R4/elementdefinition.html#id
 */
export function addressesOf(elements: readonly ElementDefinition[]): readonly Addressed[] {
  const open: Open[] = []
  return elements.map((element) => {
    const { path } = element
    while (open.length > 0 && !path.startsWith(`${open.at(-1)?.path}.`)) open.pop()
    const segments = byId(element) ?? byOrder(element, open.at(-1))
    open.push({ path, segments })
    return { segments, element }
  })
}

function byId({ id, path, sliceName }: ElementDefinition): readonly Segment[] | undefined {
  const segments = (id ?? '').split('.').map(toSegment)
  const names = path.split('.')
  if (segments.length !== names.length) return undefined
  if (!segments.every((segment, position) => agrees(segment, names[position] ?? ''))) return undefined
  return sliceName === undefined || segments.at(-1)?.sliceName === sliceName ? segments : undefined
}

function toSegment(text: string): Segment {
  const colon = text.indexOf(':')
  return colon === -1 ? { name: text } : { name: text.slice(0, colon), sliceName: text.slice(colon + 1) }
}

/** `value[x]:valueQuantity` of an id also stands for `valueQuantity` of a path. */
const agrees = ({ name, sliceName }: Segment, pathName: string): boolean =>
  name === pathName || (name.endsWith('[x]') && sliceName === pathName)

/** Below the nearest element that is open, by the names that are left of the path. */
function byOrder({ path, sliceName }: ElementDefinition, above: Open | undefined): readonly Segment[] {
  const names = (above === undefined ? path : path.slice(above.path.length + 1)).split('.')
  const last = names.pop() ?? ''
  return [
    ...(above?.segments ?? []),
    ...names.map((name) => ({ name })),
    sliceName === undefined ? { name: last } : { name: last, sliceName },
  ]
}
