import type { ValueSet, ValueSetExpansion, ValueSetExpansionContains } from '@medplum/fhirtypes'
import type { Queryable } from '../../database/database.js'
import { formatCanonical } from '../../fhir/canonical.js'
import { badRequest } from '../../fhir/outcome.js'
import { displayIn } from '../display.js'
import type { TerminologyEngine } from '../engine.js'
import type { CompiledSet } from '../value-set.js'
import { type ExpandParameters, echo } from './expand-parameters.js'
import { gather } from './gather.js'
import {
  type Expansion,
  type Member,
  type Members,
  type Page,
  RULES_MAX,
  selectMembers,
  tooManyCodes,
  tooManyRules,
} from './members.js'
import { type TargetInput, targetSet } from './target-set.js'
import { applyVersions } from './versions.js'

export interface ExpandInput extends TargetInput, ExpandParameters {
  /** `urn:uuid:…`, the identifier of this expansion, and the instant at which it is made. */
  readonly stamp: { readonly identifier: string; readonly timestamp: string }
}

/**
 * ValueSet/$expand: the codes of a value set, or one page of them. Of whole systems and filters only the page is looked for; sets that exclude, import or overlap are
 * gathered at once, up to a limit. The expansion is flat and its order is always the same. Throws a 400 for input that is none or for what is too costly, a 404 where
 * the set is absent, a 422 where it cannot be expanded. https://hl7.org/fhir/R4/valueset-operation-expand.html
 */
export async function expand(engine: TerminologyEngine, input: ExpandInput, queryable: Queryable): Promise<ValueSet> {
  const page = pageOf(input, engine.limits.expansionCodesMax)
  const set = applyVersions(targetSet(engine, input), input)
  const expansion: Expansion = {
    engine,
    queryable,
    gathered: new Map(),
    narrowing: {
      text: input.filter,
      activeOnly: input.activeOnly === true,
      groups: input.excludeNotForUI === true ? 'left out' : 'kept',
    },
  }
  if (set.includes.length > RULES_MAX) throw tooManyRules(set)
  const { members, total } = isPageable(set)
    ? await selectPage(set, page, expansion)
    : await gatherPage(set, page, expansion)
  if (input.count === undefined && members.length > engine.limits.expansionCodesMax) {
    throw tooManyCodes(set, engine.limits.expansionCodesMax)
  }
  return resultOf(set, input, { members, total }, engine)
}

/** Without `count` one more than the limit is asked for, so that what is beyond it is noticed. */
function pageOf({ offset = 0, count }: ExpandInput, max: number): Page {
  if (!Number.isInteger(offset) || offset < 0) throw badRequest('The parameter `offset` has to be 0 or more.')
  if (count !== undefined && (!Number.isInteger(count) || count < 0)) {
    throw badRequest('The parameter `count` has to be 0 or more.')
  }
  return { offset, count: count === undefined ? max + 1 : Math.min(count, max) }
}

/** Rules that cannot overlap, each of a system of its own, and nothing to subtract: then a page is found without the pages before it. */
function isPageable({ includes, excludes }: CompiledSet): boolean {
  const systems = includes.map(({ system }) => system)
  return (
    excludes.length === 0 &&
    includes.every(({ imports, system }) => imports.length === 0 && system !== undefined) &&
    new Set(systems).size === systems.length
  )
}

async function selectPage(set: CompiledSet, { offset, count }: Page, expansion: Expansion): Promise<Members> {
  const members: Member[] = []
  let total = 0
  for (const rule of set.includes) {
    const part = { offset: Math.max(0, offset - total), count: count - members.length }
    const found = await selectMembers(rule, set, part, expansion)
    for (const member of found.members) members.push(member)
    total += found.total
  }
  return { members, total }
}

async function gatherPage(set: CompiledSet, { offset, count }: Page, expansion: Expansion): Promise<Members> {
  const { members, total } = await gather(set, expansion)
  return { members: members.slice(offset, offset + count), total }
}

function resultOf(set: CompiledSet, input: ExpandInput, found: Members, engine: TerminologyEngine): ValueSet {
  const { compose, expansion: _, text: __, resourceType, status, ...metadata } = set.resource
  const expansion: ValueSetExpansion = {
    identifier: input.stamp.identifier,
    timestamp: input.stamp.timestamp,
    total: found.total,
    ...(input.offset === undefined && input.count === undefined ? {} : { offset: input.offset ?? 0 }),
    parameter: [...echo(input), ...usedVersions(set, engine)],
    contains: found.members.map((member) => contained(member, input)),
  }
  return {
    resourceType,
    ...metadata,
    status: status ?? 'active',
    ...(input.includeDefinition === true && compose !== undefined ? { compose } : {}),
    expansion,
  }
}

/** The versions of code systems that the expansion is made from. */
function usedVersions(set: CompiledSet, engine: TerminologyEngine): NonNullable<ValueSetExpansion['parameter']> {
  const used = set.includes.flatMap(({ system, version }) => {
    const source = system === undefined ? undefined : engine.sources.nearest(system, version)?.source
    return source?.version === undefined ? [] : [formatCanonical({ url: source.url, version: source.version })]
  })
  return [...new Set(used)].map((valueUri) => ({ name: 'version', valueUri }))
}

function contained({ system, version, concept }: Member, input: ExpandInput): ValueSetExpansionContains {
  const display = displayIn(concept, input.displayLanguage)
  const wanted = input.designations ?? []
  const designations = (concept.designations ?? []).filter(
    ({ language, use }) =>
      wanted.length === 0 ||
      wanted.some((token) => token === `urn:ietf:bcp:47|${language}` || token === `${use?.system}|${use?.code}`),
  )
  const isDesignated = input.includeDesignations === true && designations.length > 0
  return {
    system,
    ...(version === undefined ? {} : { version }),
    ...(concept.abstract ? { abstract: true } : {}),
    ...(concept.active ? {} : { inactive: true }),
    code: concept.code,
    ...(display === undefined ? {} : { display }),
    ...(isDesignated ? { designation: designations.map((each) => ({ ...each })) } : {}),
  } as ValueSetExpansionContains
}
