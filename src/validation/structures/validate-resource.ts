import type { Severity } from '../../fhir/outcome.js'
import { shown } from '../../fhir/suggest.js'
import { isA } from '../../fhirpath/type-hierarchy.js'
import type { Frame } from '../run.js'
import { isRecord } from '../shapes.js'
import type { Structure, Structures } from './structures.js'
import { vitalSignProfiles } from './vital-signs.js'

export interface ProfileSettings {
  /** What an unknown profile in `meta.profile` is. */
  readonly unknownProfile: 'warning' | 'error'
  /** Profiles that every resource of a type is held to. */
  readonly defaultProfiles: ReadonlyMap<string, readonly string[]>
}

/** Asks everything of one resource: what its type asks, what its claims ask, and what profiles given beside them ask. */
export type ValidateResource = (frame: Frame, profiles: readonly string[]) => void

/** A profile that a resource is held to, and where that is said. */
interface Claim {
  readonly profile: string
  readonly pointer: string
  readonly severity: Severity
  readonly isClaimed: boolean
}

/** https://hl7.org/fhir/R4/resource.html#Meta (profile) */
export function createValidateResource(structures: Structures, settings: ProfileSettings): ValidateResource {
  return (frame, profiles) => {
    const { resource, pointer } = frame
    const { resourceType } = resource
    if (typeof resourceType !== 'string') return
    structures.ofType(resourceType)?.(resource, frame, pointer)
    for (const claim of claimsOf(frame, resourceType, profiles, settings)) checkClaim(frame, claim, structures)
  }
}

function claimsOf(
  frame: Frame,
  type: string,
  profiles: readonly string[],
  settings: ProfileSettings,
): readonly Claim[] {
  const { resource, pointer } = frame
  const severity = settings.unknownProfile
  const listed: unknown = isRecord(resource.meta) ? resource.meta.profile : undefined
  const claimed = (Array.isArray(listed) ? listed : []).flatMap((profile: unknown, index): readonly Claim[] =>
    typeof profile === 'string'
      ? [{ profile, pointer: `${pointer}/meta/profile/${index}`, severity, isClaimed: true }]
      : [],
  )
  const ofType = [...(settings.defaultProfiles.get(type) ?? []), ...vitalSignProfiles(resource)]
  return [
    ...claimed,
    ...profiles.map((profile): Claim => ({ profile, pointer, severity: 'error', isClaimed: false })),
    ...ofType.map((profile): Claim => ({ profile, pointer, severity, isClaimed: false })),
  ]
}

function checkClaim(frame: Frame, claim: Claim, structures: Structures): void {
  const { run, resource, pointer } = frame
  const found = structures.ofProfile(claim.profile)
  const name = `\`${shown(claim.profile)}\``
  if (found.kind === 'unknown') {
    const sentence = claim.isClaimed
      ? `\`{path}\` is ${name}, a profile that is not known here, so it was not checked.`
      : `The profile ${name} is not known here, so it was not checked.`
    run.report({ severity: claim.severity, code: 'not-found', pointer: claim.pointer, sentence })
  } else if (found.kind === 'broken') {
    run.report({ severity: 'error', code: 'processing', pointer: claim.pointer, sentence: found.sentence })
  } else {
    const wrong = mismatch(frame, found.structure)
    if (wrong !== undefined)
      run.report({ severity: 'error', code: 'value', pointer: claim.pointer, sentence: `The profile ${name} ${wrong}` })
    else run.validate(resource, claim.profile, { frame, pointer })
  }
}

/** Why a resource can't be of a profile at all. */
function mismatch({ run, resource }: Frame, { definition }: Structure): string | undefined {
  const { kind, type = '' } = definition
  if (kind === 'logical') return 'is a logical model; resources are not instances of it.'
  const isOfResource = run.definitions.isResourceType(type) || type === 'Resource' || type === 'DomainResource'
  if (!isOfResource) return `is for the data type \`${type}\`, not for a resource.`
  const own = String(resource.resourceType)
  return isA(own, type, run.definitions) ? undefined : `is for \`${type}\`; this is a \`${own}\`.`
}
