import type { ElementDefinition } from '@medplum/fhirtypes'
import type { Trees } from './expand.js'

/**
 * Where a differential puts a profile on a type (an extension, above all), the element also is what the root of that profile is: its texts, whether it
 * modifies, its invariants. A profile that isn't there changes nothing here; the validator speaks of it.
 */
export function profiled(before: ElementDefinition, change: ElementDefinition, trees: Trees): ElementDefinition {
  const [type, ...others] = change.type ?? []
  const [profile, ...more] = type?.profile ?? []
  if (profile === undefined || others.length > 0 || more.length > 0 || type?.code === 'Reference') return before
  const root = trees.rootOf(profile)
  if (root === undefined) return before
  const { short, definition, comment, requirements, constraint = [] } = root
  const known = new Set(before.constraint?.map(({ key }) => key))
  return {
    ...before,
    ...(short !== undefined && { short }),
    ...(definition !== undefined && { definition }),
    ...(comment !== undefined && { comment }),
    ...(requirements !== undefined && { requirements }),
    ...(root.isModifier === true && { isModifier: true }),
    constraint: [...(before.constraint ?? []), ...constraint.filter(({ key }) => !known.has(key))],
  }
}
