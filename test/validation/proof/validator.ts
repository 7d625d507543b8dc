import type { CanonicalEntry, CanonicalTypes } from '../../../src/definitions/canonicals.js'
import { createCanonicals } from '../../../src/definitions/create-canonicals.js'
import { entryOf } from '../../../src/definitions/entry.js'
import { loadCanonicals } from '../../../src/definitions/load-canonicals.js'
import { loadProfiles } from '../../../src/definitions/profiles/load-profiles.js'
import { createSnapshots } from '../../../src/definitions/snapshot/create-snapshots.js'
import type { Issue } from '../../../src/fhir/outcome.js'
import { createTerminology } from '../../../src/terminology/create-terminology.js'
import { createValidator, type ValidationSettings } from '../../../src/validation/create-validator.js'
import { loadBuiltValidators } from '../../../src/validation/structures/built-validators.js'
import type { ValidationResult } from '../../../src/validation/validator.js'
import { check, definitions, type Resource } from '../samples.js'

/** Some definitions that are known beside R4's: those of a package, or of single files. */
export type Layer = readonly CanonicalEntry[]

const canonicalTypes = ['StructureDefinition', 'ValueSet', 'CodeSystem', 'ConceptMap', 'SearchParameter']

const isCanonical = (resource: Resource): boolean =>
  canonicalTypes.includes(resource.resourceType) && typeof resource.url === 'string'

/** The layer of what is a definition among some resources; the others are passed over. */
export const layerOf = (resources: readonly Resource[], origin: string): Layer =>
  resources
    .filter(isCanonical)
    .map((resource) => entryOf(resource as unknown as CanonicalTypes[keyof CanonicalTypes], origin))

const built = loadBuiltValidators()
const core: Layer = loadCanonicals()
const own: Layer = loadProfiles().entries

export const defaultSettings: ValidationSettings = {
  issuesMax: 100,
  bestPractice: 'off',
  unknownProfile: 'warning',
  defaultProfiles: new Map(),
}

/** The resources that references lead to, in place of those of a store: `Patient/1`. */
export type Stored = ReadonlyMap<string, Resource>

export interface Validator {
  /** Validates a resource against its type, its claims and these profiles. */
  validate(resource: Resource, profiles?: readonly string[], stored?: Stored): ValidationResult
  /** The snapshot of a profile that is known. */
  snapshot(url: string): readonly SnapshotElement[]
}

/** What the proofs ask of an element of a snapshot. */
export interface SnapshotElement {
  readonly id?: string
  readonly path: string
  readonly min?: number
}

/** A pass asks about a resource, and that resource about others: a chain of references is followed so far. */
const PASSES_MAX = 5

/** The validator as a server has it: R4, Anteroom's own profiles, and what these layers bring. */
export function createProofValidator(layers: readonly Layer[], settings: Partial<ValidationSettings> = {}): Validator {
  const canonicals = createCanonicals([core, own, ...layers])
  const snapshots = createSnapshots(canonicals)
  const validate = createValidator({
    definitions,
    canonicals,
    snapshots,
    terminology: createTerminology({ canonicals }),
    structureCheck: check,
    built,
    settings: { ...defaultSettings, ...settings },
  })
  return {
    validate: (resource, profiles = [], stored = new Map()) => {
      const resources = new Map<string, Resource | undefined>()
      const type = resource.resourceType
      const now = '2026-11-24T10:00:00Z'
      const pass = () => validate({ type, resource, profiles, answers: { codes: new Map(), resources }, now })
      let result = pass()
      for (let passes = 1; passes < PASSES_MAX; passes++) {
        const keys = result.questions.filter(({ kind, key }) => kind === 'resource' && !resources.has(key))
        if (keys.length === 0) break
        for (const { key } of keys) resources.set(key, stored.get(key))
        result = pass()
      }
      return result
    },
    snapshot: (url) => {
      const structure = canonicals.find('StructureDefinition', url)
      const found = structure === undefined ? undefined : snapshots(structure)
      return found !== undefined && 'structure' in found ? (found.structure.snapshot?.element ?? []) : []
    },
  }
}

/** What makes a resource invalid. */
export const errorsOf = ({ issues }: ValidationResult): readonly Issue[] =>
  issues.filter(({ severity }) => severity === 'error' || severity === 'fatal')

/** Errors as lines: where, and what. */
export const linesOf = (errors: readonly Issue[]): readonly string[] =>
  errors.map(({ expression, diagnostics }) => `${expression?.[0]}: ${diagnostics}`)
