import { shown } from '../../fhir/suggest.js'
import type { JsonRecord } from '../check.js'
import type { Frame, Spot } from '../run.js'
import { oneOf } from '../unknown-member.js'
import { found } from './found.js'
import { storedResource } from './resolve.js'
import type { Target } from './target.js'

/**
 * Checks that the target of a reference conforms to one of the profiles for its type. Silent where a profile is unknown, or the target is not at hand;
 * one that the store may have is asked for. https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.type.targetProfile
 */
export function checkTargetProfiles(profiles: readonly string[], text: string, target: Target, spot: Spot): void {
  const { frame } = spot
  const resource = target.resource ?? (target.where === 'referenced' ? storedResource(frame, text) : undefined)
  if (resource === undefined) return
  const at: Spot = { frame: frameOf(resource, target, frame), pointer: spot.pointer }
  for (const profile of profiles) if (frame.run.conforms(resource, profile, at) !== false) return
  found(spot, '', {
    code: 'value',
    sentence: `\`{path}\`: the ${target.type} that \`${shown(text)}\` leads to does not conform to ${oneOf(profiles.map((each) => `\`${each}\``))}.`,
    rule: { system: profiles[0] ?? '', code: 'targetProfile' },
  })
}

function frameOf(resource: JsonRecord, { where }: Target, frame: Frame): Frame {
  const { run, pointer, rootResource } = frame
  if (where === 'contained') return { run, resource, rootResource, pointer, bundle: frame.bundle }
  const bundle = where === 'bundled' && frame.bundle ? { frame: frame.bundle.frame, fullUrl: undefined } : undefined
  return { run, resource, rootResource: resource, pointer, bundle }
}
