import type { JsonRecord } from '../check.js'
import { isRecord } from '../shapes.js'

/** The profiles of R4 that an observation with one of these LOINC codes has to conform to, claimed or not. */
const profileNames: ReadonlyMap<unknown, string> = new Map([
  ['85353-1', 'vitalspanel'],
  ['9279-1', 'resprate'],
  ['8867-4', 'heartrate'],
  ['2708-6', 'oxygensat'],
  ['8310-5', 'bodytemp'],
  ['8302-2', 'bodyheight'],
  ['9843-4', 'headcircum'],
  ['29463-7', 'bodyweight'],
  ['39156-5', 'bmi'],
  ['85354-9', 'bp'],
])

const none: readonly string[] = []

/**
 * "If implementations use one of these codes, they SHALL conform to this profile": what an Observation's code asks of it.
 * https://hl7.org/fhir/R4/observation-vitalsigns.html
 */
export function vitalSignProfiles({ resourceType, code }: JsonRecord): readonly string[] {
  if (resourceType !== 'Observation' || !isRecord(code) || !Array.isArray(code.coding)) return none
  return code.coding.flatMap((coding: unknown) => {
    if (!isRecord(coding) || coding.system !== 'http://loinc.org') return none
    const name = profileNames.get(coding.code)
    return name === undefined ? none : [`http://hl7.org/fhir/StructureDefinition/${name}`]
  })
}
