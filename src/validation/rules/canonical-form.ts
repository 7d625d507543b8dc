import type { Canonicals } from '../../definitions/canonicals.js'
import { shown } from '../../fhir/suggest.js'
import type { Rule, Spot } from '../run.js'
import { oneOf } from '../unknown-member.js'
import { isAbsoluteUri } from './absolute-uri.js'
import { found } from './found.js'
import { containedResource } from './resolve.js'
import type { Targets } from './targets.js'

/**
 * Checks that a canonical is absolute, or leads to a contained resource. A relative one is a warning only: it leads somewhere where it was written, and R4's own
 * examples have many. https://hl7.org/fhir/R4/references.html#canonical
 */
export const canonicalForm =
  (targetsIn: (spot: Spot) => Targets): Rule =>
  (value, spot) => {
    if (typeof value !== 'string') return
    if (isAbsoluteUri(value)) return checkKnown(value, targetsIn(spot), spot)
    const { frame } = spot
    if (value.startsWith('#')) {
      if (value === '#' || containedResource(frame, value.slice(1)) !== undefined) return
      found(spot, '', {
        code: 'value',
        sentence: `\`{path}\` is \`${shown(value)}\`, but no contained resource has the id \`${shown(value.slice(1))}\`.`,
      })
      return
    }
    found(spot, '', {
      severity: 'warning',
      code: 'value',
      sentence: `\`{path}\` is \`${shown(value)}\`; a canonical should be an absolute url, or \`#id\` of a contained resource.`,
    })
  }

/** What is known by that url here has to be of a type that is wanted; most urls are not known. */
function checkKnown(url: string, { types }: Targets, spot: Spot): void {
  if (types === undefined) return
  const known = typesOf(url, spot.frame.run.canonicals)
  if (known.length === 0 || known.some((type) => types.has(type))) return
  const wanted = oneOf([...types].map((type) => `\`${type}\``))
  found(spot, '', {
    code: 'value',
    sentence: `\`{path}\` is \`${shown(url)}\`, which is a \`${known[0]}\`; it has to lead to ${wanted}.`,
  })
}

const canonicalTypes = ['StructureDefinition', 'ValueSet', 'CodeSystem', 'ConceptMap', 'SearchParameter'] as const

const typesOf = (url: string, canonicals: Canonicals): readonly string[] =>
  canonicalTypes.filter((type) => canonicals.entry(type, url) !== undefined)
