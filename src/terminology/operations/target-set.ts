import type { ValueSet } from '@medplum/fhirtypes'
import { formatCanonical } from '../../fhir/canonical.js'
import { badRequest, unknown } from '../../fhir/outcome.js'
import { shown } from '../../fhir/suggest.js'
import type { TerminologyEngine } from '../engine.js'
import type { CompiledSet } from '../value-set.js'

/** The ways in which an operation on value sets may be told which one is meant. */
export interface TargetInput {
  readonly url?: string | undefined
  readonly valueSetVersion?: string | undefined
  /** The value set itself, or the one that the operation was called on. */
  readonly valueSet?: ValueSet | undefined
  /** `http://…/StructureDefinition/observation#Observation.interpretation`: the set that the element is bound to. */
  readonly context?: string | undefined
}

/** The value set that an operation is about. Throws a 400 where none or several are named, a 404 where it is not on this server. */
export function targetSet(
  engine: TerminologyEngine,
  { url, valueSetVersion, valueSet, context }: TargetInput,
): CompiledSet {
  if (valueSet !== undefined) {
    const known =
      valueSet.url === undefined
        ? undefined
        : engine.valueSet(formatCanonical({ url: valueSet.url, version: valueSet.version }))
    return known?.resource === valueSet ? known : engine.compile(valueSet)
  }
  const canonical = url === undefined ? contextSet(engine, context) : formatCanonical({ url, version: valueSetVersion })
  const set = engine.valueSet(canonical)
  if (set === undefined) throw unknown(`The value set \`${shown(canonical)}\` is not on this server.`)
  return set
}

function contextSet(engine: TerminologyEngine, context: string | undefined): string {
  if (context === undefined) throw badRequest('One of the parameters `url`, `valueSet` and `context` has to be given.')
  const [profile = '', element = ''] = context.split('#', 2)
  const definition = engine.canonicals.find('StructureDefinition', profile)
  const found = definition?.snapshot?.element?.find(({ id, path }) => id === element || path === element)
  const bound = found?.binding?.valueSet
  if (bound === undefined) {
    throw unknown(`The context \`${shown(context)}\` is no element with a binding of a profile on this server.`)
  }
  return bound
}
