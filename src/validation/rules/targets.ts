import type { Canonicals } from '../../definitions/canonicals.js'
import type { Run, Spot } from '../run.js'

/** What a reference may lead to. */
export interface Targets {
  /** Undefined where any type will do, or where a profile is unknown, and so its type. */
  readonly types: ReadonlySet<string> | undefined
  /** For a type that is not allowed as such: the profiles of which its resource has to fulfil one. */
  readonly profiles: ReadonlyMap<string, readonly string[]>
}

const typePrefix = 'http://hl7.org/fhir/StructureDefinition/'

/** The name of a type that may be written as the url of its definition. https://hl7.org/fhir/R4/references-definitions.html#Reference.type */
export const typeName = (type: string): string => (type.startsWith(typePrefix) ? type.slice(typePrefix.length) : type)

/** Tells types and profiles apart; once for each set of canonicals, since those say which type a profile is of. */
export function createTargets(targets: {
  readonly targets: readonly string[]
  readonly profiles: readonly string[]
}): (spot: Spot) => Targets {
  let of: Canonicals | undefined
  let known: Targets = anything
  return ({ frame: { run } }) => {
    if (of !== run.canonicals) {
      known = targetsOf(new Set([...targets.targets, ...targets.profiles]), run)
      of = run.canonicals
    }
    return known
  }
}

const anything: Targets = { types: undefined, profiles: new Map() }

function targetsOf(urls: ReadonlySet<string>, { definitions, canonicals }: Run): Targets {
  const plain = new Set<string>()
  const profiles = new Map<string, string[]>()
  let isOpen = urls.size === 0
  for (const url of urls) {
    const name = typeName(url)
    if (definitions.isResourceType(name)) plain.add(name)
    else if (name === 'Resource') isOpen = true
    else {
      const type = canonicals.find('StructureDefinition', url)?.type
      if (type === undefined) isOpen = true
      else profiles.set(type, [...(profiles.get(type) ?? []), url])
    }
  }
  for (const type of plain) profiles.delete(type)
  return { types: isOpen ? undefined : new Set([...plain, ...profiles.keys()]), profiles }
}
