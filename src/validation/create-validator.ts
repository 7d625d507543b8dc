import type { Snapshots } from '../definitions/snapshot/create-snapshots.js'
import type { Issue } from '../fhir/outcome.js'
import { createAllowance } from '../fhirpath/invariant/allowance.js'
import type { JsonRecord } from './check.js'
import { cardinality, choiceTypes, resourceType, siblingCardinality } from './constraints/cardinality.js'
import { type Collector, createCollector } from './findings/collector.js'
import { bySeverity, capped, issuesOf } from './findings/issues.js'
import { rootFrame } from './frames.js'
import type { RuleMakers } from './keywords/rule-makers.js'
import { rules } from './rules/registry.js'
import type { Run } from './run.js'
import { isRecord } from './shapes.js'
import type { SlicingParameters } from './slicing/parameters.js'
import { createSlicer } from './slicing/slicer.js'
import type { StructureCheck } from './structure.js'
import { type BuiltValidators, noBuiltValidators } from './structures/built-validators.js'
import { createRun, type RunParts } from './structures/create-run.js'
import { type AnyRuleMaker, lazyMakers } from './structures/lazy-rules.js'
import { createStructureRules } from './structures/structure-rules.js'
import { createStructures, type Structures } from './structures/structures.js'
import { createValidateResource, type ProfileSettings, type ValidateResource } from './structures/validate-resource.js'
import type { Validate, ValidationRequest, ValidationResult } from './validator.js'

export interface ValidationSettings extends ProfileSettings {
  /** Issues of one resource; one more then says that there are others. */
  readonly issuesMax: number
  /** Whether invariants that are best practice only (`dom-6`) are reported. */
  readonly bestPractice: 'off' | 'warning'
}

export interface ValidatorParts extends Pick<Run, 'definitions' | 'canonicals' | 'terminology'> {
  readonly snapshots: Snapshots
  readonly structureCheck: StructureCheck
  /** What the build compiled; everything is compiled in the process where it is left out. */
  readonly built?: BuiltValidators
  readonly settings: ValidationSettings
}

/** Makes the validator of one set of canonicals. Structures and rules are made when they are first needed. https://hl7.org/fhir/R4/validation.html */
export function createValidator(parts: ValidatorParts): Validate {
  const { definitions, canonicals, terminology, snapshots, settings } = parts
  let structures: Structures
  let validateResource: ValidateResource
  const reach = { structures: () => structures, validateResource: () => validateResource }
  const makers = ruleMakers(createStructureRules(reach))
  structures = createStructures({ canonicals, snapshots, makers, built: parts.built ?? noBuiltValidators })
  validateResource = createValidateResource(structures, settings)
  const bestPractices = settings.bestPractice === 'warning'
  const runParts: RunParts = { definitions, canonicals, terminology, bestPractices, structures }
  return (request) => validate(request, { parts, runParts, validateResource })
}

function ruleMakers(structureRules: Readonly<Record<string, AnyRuleMaker>>): RuleMakers {
  const own: Readonly<Record<string, AnyRuleMaker>> = {
    cardinality,
    choiceTypes,
    resourceType,
    siblingCardinality,
  }
  return {
    rules: lazyMakers({ ...rules, ...own, ...structureRules }),
    slicing: (parameters) => createSlicer(parameters as SlicingParameters),
  }
}

interface Validation {
  readonly parts: ValidatorParts
  readonly runParts: RunParts
  readonly validateResource: ValidateResource
}

function validate(request: ValidationRequest, validation: Validation): ValidationResult {
  const { type, resource } = request
  const { structureCheck, definitions, settings } = validation.parts
  const { issuesMax } = settings
  const collector = createCollector(issuesMax)
  let structural: readonly Issue[] = []
  try {
    structural = structureCheck(type, resource)
    if (isRecord(resource) && resource.resourceType === type) checkConformance(request, resource, collector, validation)
  } catch (error) {
    // The stack is the one limit that a walk can meet.
    if (!(error instanceof RangeError)) throw error
    const sentence = '`{path}` is nested too deeply to be validated.'
    collector.report({ severity: 'error', code: 'too-costly', pointer: '', sentence })
  }
  const found = issuesOf(collector.findings, resource, definitions)
  const issues = bySeverity([...structural, ...found])
  return { issues: capped(issues, issuesMax, collector.isCut), structural, questions: collector.questions }
}

function checkConformance(
  request: ValidationRequest,
  resource: JsonRecord,
  collector: Collector,
  { runParts, validateResource }: Validation,
): void {
  const { answers, now } = request
  const allowance = createAllowance()
  const run = createRun(runParts, { answers, now, allowance }, collector)
  validateResource(rootFrame(run, resource, request.within), request.profiles)
  // What could not be evaluated is a warning elsewhere; a resource that is too much for all invariants must not pass by that.
  if (!allowance.isSpent) return
  const sentence =
    'Checking `{path}` takes too long, so not all of its invariants were evaluated. Send it in parts, or correct the profile.'
  collector.report({ severity: 'error', code: 'too-costly', pointer: '', sentence })
}
