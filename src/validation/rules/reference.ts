import { shown } from '../../fhir/suggest.js'
import type { Rule, Spot } from '../run.js'
import { isRecord } from '../shapes.js'
import { oneOf } from '../unknown-member.js'
import { canonicalForm } from './canonical-form.js'
import { found } from './found.js'
import type { Aggregation } from './resolve.js'
import { locateTarget, type Target } from './target.js'
import { checkTargetProfiles } from './target-profiles.js'
import { createTargets, type Targets, typeName } from './targets.js'

/** What an element of type Reference or canonical allows. https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.type */
export interface ReferenceParameters {
  /** Its targetProfiles: urls of types or profiles, or names of types; none, or `Resource`, for any. */
  readonly targets: readonly string[]
  /** Those of the targets that are profiles on a type. */
  readonly profiles: readonly string[]
  readonly aggregation?: readonly Aggregation[]
  readonly versioning?: 'either' | 'independent' | 'specific'
  /** True for an element of type canonical. */
  readonly canonical?: boolean
}

/** Checks a Reference, or the form of a canonical. https://hl7.org/fhir/R4/references.html */
export function reference(parameters: ReferenceParameters): Rule {
  const targetsIn = createTargets(parameters)
  if (parameters.canonical === true) return canonicalForm(targetsIn)
  const { aggregation = [], versioning = 'either' } = parameters
  return (value, spot) => {
    if (!isRecord(value)) return
    const { reference: text, type } = value
    const named = typeof type === 'string' ? typeName(type) : undefined
    if (typeof text !== 'string') {
      if (named !== undefined && spot.frame.run.definitions.isResourceType(named)) {
        checkType('/type', named, targetsIn(spot), spot)
      }
      return
    }
    const target = locateTarget(text, spot)
    if (target === undefined) return
    if (target.type !== undefined) {
      const targets = targetsIn(spot)
      checkType('/reference', target.type, targets, spot)
      if (named !== undefined && named !== target.type) otherType(spot, named, target.type)
      const profiles = targets.profiles.get(target.type)
      if (profiles !== undefined) checkTargetProfiles(profiles, text, target, spot)
    }
    if (aggregation.length > 0) checkAggregation(aggregation, target, spot)
    if (versioning !== 'either') checkVersioning(versioning, target, spot)
  }
}

function checkType(within: string, type: string, { types }: Targets, spot: Spot): void {
  if (types === undefined || types.has(type)) return
  found(spot, within, {
    code: 'value',
    sentence: `\`{path}\` leads to ${article(type)} \`${shown(type)}\`; it has to lead to ${oneOf([...types].map((each) => `\`${each}\``))}.`,
  })
}

const article = (type: string): string => (/^[AEIOU]/.test(type) ? 'an' : 'a')

function otherType(spot: Spot, named: string, actual: string): void {
  found(spot, '/type', {
    code: 'value',
    sentence: `\`{path}\` is \`${shown(named)}\`, but the reference leads to ${article(actual)} \`${shown(actual)}\`.`,
  })
}

/** What is in the Bundle may be meant by `referenced` too: it is a resource of its own. */
function checkAggregation(modes: readonly Aggregation[], { where }: Target, spot: Spot): void {
  if (modes.includes(where) || (where === 'bundled' && modes.includes('referenced'))) return
  const is = {
    contained: 'to a contained resource',
    bundled: 'within the Bundle',
    referenced: 'to a resource elsewhere',
  }
  found(spot, '/reference', {
    code: 'value',
    sentence: `\`{path}\` is a reference ${is[where]}; here a reference has to be ${oneOf(modes.map((mode) => `\`${mode}\``))}.`,
  })
}

function checkVersioning(versioning: 'independent' | 'specific', { version }: Target, spot: Spot): void {
  if ((version === undefined) === (versioning === 'independent')) return
  const sentence =
    versioning === 'specific'
      ? '`{path}` has to name a version, such as `Patient/1/_history/2`.'
      : '`{path}` names a version; here it may not.'
  found(spot, '/reference', { code: 'value', sentence })
}
