import type { ElementDefinition, StructureDefinition } from '@medplum/fhirtypes'
import { createCanonicals } from '../../src/definitions/create-canonicals.js'
import { entryOf } from '../../src/definitions/entry.js'
import { loadCanonicals } from '../../src/definitions/load-canonicals.js'
import { createSnapshots } from '../../src/definitions/snapshot/create-snapshots.js'
import { createTerminology } from '../../src/terminology/create-terminology.js'
import { createValidator, type ValidationSettings } from '../../src/validation/create-validator.js'
import type { Answers } from '../../src/validation/run.js'
import { createTreeLibrary, type TreeLibrary } from '../../src/validation/schema/tree-library.js'
import { loadBuiltValidators } from '../../src/validation/structures/built-validators.js'
import type { Validate, ValidationResult } from '../../src/validation/validator.js'
import { check, definitions } from './samples.js'

const core = loadCanonicals()
const built = loadBuiltValidators()

export const r4 = (name: string): string => `http://hl7.org/fhir/StructureDefinition/${name}`
export const example = (name: string): string => `http://example.org/StructureDefinition/${name}`
export const noAnswers: Answers = { codes: new Map(), resources: new Map() }

/** A profile on a type by its differential; the url is that of `example` with the name. */
export function profile(
  name: string,
  type: string,
  elements: readonly Partial<ElementDefinition>[],
  more: Partial<StructureDefinition> = {},
): StructureDefinition {
  return {
    resourceType: 'StructureDefinition',
    url: example(name),
    name,
    status: 'active',
    kind: definitions.isResourceType(type) ? 'resource' : 'complex-type',
    abstract: false,
    type,
    baseDefinition: r4(type),
    derivation: 'constraint',
    differential: {
      element: elements.map(
        (element) => ({ path: element.id?.replace(/:[^.]*/g, ''), ...element }) as ElementDefinition,
      ),
    },
    ...more,
  }
}

/** R4's definitions and some profiles beside them. */
export function canonicalsWith(profiles: readonly StructureDefinition[]) {
  return createCanonicals([core, profiles.map((each) => entryOf(each, 'test'))])
}

/** The trees of R4's types and some profiles. */
export function libraryWith(profiles: readonly StructureDefinition[] = []): TreeLibrary {
  const canonicals = canonicalsWith(profiles)
  const snapshots = createSnapshots(canonicals)
  return createTreeLibrary((canonical) => {
    const definition = canonicals.find('StructureDefinition', canonical)
    const result = definition === undefined ? undefined : snapshots(definition)
    return result !== undefined && 'structure' in result ? result.structure : undefined
  })
}

export function validatorWith(
  profiles: readonly StructureDefinition[] = [],
  settings: Partial<ValidationSettings> = {},
): Validate {
  const canonicals = canonicalsWith(profiles)
  return createValidator({
    definitions,
    canonicals,
    terminology: createTerminology({ canonicals }),
    snapshots: createSnapshots(canonicals),
    structureCheck: check,
    built,
    settings: {
      unknownProfile: 'warning',
      defaultProfiles: new Map(),
      issuesMax: 100,
      bestPractice: 'off',
      ...settings,
    },
  })
}

/** Errors and warnings as `error required Patient.name`. */
export const linesOf = ({ issues }: ValidationResult): readonly string[] =>
  issues
    .filter(({ severity }) => severity !== 'information')
    .map(({ severity, code, expression }) => `${severity} ${code} ${expression?.[0]}`)

/** Validates against the first of some profiles. */
export function against(profiles: readonly StructureDefinition[], answers: Answers = noAnswers) {
  const validate = validatorWith(profiles)
  const urls = profiles.slice(0, 1).map(({ url = '' }) => url)
  return (resource: object): readonly string[] => {
    const type = String((resource as { readonly resourceType?: unknown }).resourceType)
    return linesOf(validate({ type, resource, profiles: urls, answers }))
  }
}
