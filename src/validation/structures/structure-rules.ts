import { shown } from '../../fhir/suggest.js'
import { containedFrame, entryFrame } from '../frames.js'
import type { RuleMaker } from '../keywords/rule-makers.js'
import type { Frame, Rule, Spot } from '../run.js'
import { isRecord } from '../shapes.js'
import { oneOf } from '../unknown-member.js'
import type { Structures } from './structures.js'
import type { ValidateResource } from './validate-resource.js'

/** How structures reach one another: they are looked up when the first value comes, since they name one another in circles. */
export interface Reach {
  readonly structures: () => Structures
  readonly validateResource: () => ValidateResource
}

/** The rules that lead from one structure to another. */
export function createStructureRules(
  reach: Reach,
): Readonly<Record<'fhirType' | 'resource' | 'profile' | 'part', RuleMaker>> {
  return {
    fhirType: (parameters) => fhirType(parameters as { type: string }, reach),
    resource: (parameters) => resource(parameters as { kind: 'contained' | 'entry' }, reach),
    profile: (parameters) => profile(parameters as { profiles: readonly string[] }, reach),
    part: (parameters) => part(parameters as { structure: string; element: string }, reach),
  }
}

/** A value of a data type: what the type asks of each of its values. https://hl7.org/fhir/R4/datatypes.html */
function fhirType({ type }: { readonly type: string }, reach: Reach): Rule {
  let code: ReturnType<Structures['ofType']> | null = null
  return (value, { frame, pointer }) => {
    if (!isRecord(value)) return
    if (code === null) code = reach.structures().ofType(type)
    code?.(value, frame, pointer)
  }
}

/** A resource inside another: it is judged by its own type and its own claims. */
function resource({ kind }: { readonly kind: 'contained' | 'entry' }, reach: Reach): Rule {
  return (value, { frame, pointer }) => {
    if (!isRecord(value) || typeof value.resourceType !== 'string') return
    const inner = kind === 'contained' ? containedFrame(frame, value, pointer) : entryFrame(frame, value, pointer)
    reach.validateResource()(inner, [])
  }
}

/** The frame that the value at a place is judged in: a resource inside another has its own. */
function frameAt(value: unknown, { frame, pointer }: Spot): Frame {
  if (!isRecord(value) || typeof value.resourceType !== 'string' || value === frame.resource) return frame
  const isContained = /\/contained\/\d+$/.test(pointer)
  return isContained ? containedFrame(frame, value, pointer) : entryFrame(frame, value, pointer)
}

/** What a profile asks of a resource inside, element by element. */
function part({ structure, element }: { readonly structure: string; readonly element: string }, reach: Reach): Rule {
  return (value, spot) => {
    if (!isRecord(value)) return
    reach.structures().part(structure, element)?.(value, frameAt(value, spot), spot.pointer)
  }
}

/** A value conforms to one of the profiles that its element names. https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.type.profile */
function profile({ profiles }: { readonly profiles: readonly string[] }, reach: Reach): Rule {
  const [only, ...others] = profiles
  if (only === undefined) return () => undefined
  if (others.length === 0) return (value, spot) => oneProfile(only, value, spot, reach)
  return (value, spot) => {
    if (!isRecord(value)) return
    const { run } = spot.frame
    const frame = frameAt(value, spot)
    const verdicts = profiles.map((each) => run.conforms(value, each, { frame, pointer: spot.pointer }))
    if (verdicts.some((verdict) => verdict !== false)) return
    const sentence = `\`{path}\` does not conform to ${oneOf(profiles.map((each) => `\`${shown(each)}\``))}.`
    run.report({ severity: 'error', code: 'structure', pointer: spot.pointer, sentence })
  }
}

function oneProfile(canonical: string, value: unknown, spot: Spot, reach: Reach): void {
  if (!isRecord(value)) return
  const { frame, pointer } = spot
  const { run } = frame
  const found = reach.structures().ofProfile(canonical)
  if (found.kind === 'unknown') {
    const sentence = `\`{path}\` has to conform to the profile \`${shown(canonical)}\`, which is not known here, so it was not checked.`
    run.report({ severity: 'warning', code: 'not-found', pointer, sentence })
  } else if (found.kind === 'broken') {
    run.report({ severity: 'error', code: 'processing', pointer, sentence: found.sentence })
  } else {
    const { type = '' } = found.structure.definition
    const own = value.resourceType
    if (typeof own === 'string' && run.definitions.isResourceType(type) && own !== type) {
      const sentence = `\`{path}\` is a \`${own}\`; the profile \`${shown(canonical)}\` is for \`${type}\`.`
      run.report({ severity: 'error', code: 'structure', pointer, sentence })
      return
    }
    run.validate(value, canonical, { frame: frameAt(value, spot), pointer })
  }
}
