import { badRequest, issue, unprocessable } from '../../fhir/outcome.js'
import { settle } from '../settle.js'
import { type CompiledSet, nameOf, type Rule } from '../value-set.js'
import {
  type Expansion,
  type Member,
  type Members,
  RULES_MAX,
  selectMembers,
  tooManyCodes,
  tooManyRules,
} from './members.js'

/** Every code of a set at once, each one time, in the order of its rules. `path` holds the sets that import it. */
export function gather(set: CompiledSet, expansion: Expansion, path: readonly CompiledSet[] = []): Promise<Members> {
  const known = expansion.gathered.get(set)
  if (known !== undefined && !path.includes(set)) return known
  const members = gatherAnew(set, expansion, path)
  expansion.gathered.set(set, members)
  return members
}

async function gatherAnew(set: CompiledSet, expansion: Expansion, path: readonly CompiledSet[]): Promise<Members> {
  if (path.includes(set)) {
    throw unprocessable(
      issue('processing', `The value set ${nameOf(set)} cannot be expanded, since it imports itself.`),
    )
  }
  if (Math.max(set.includes.length, expansion.gathered.size, path.length) > RULES_MAX) throw tooManyRules(set)
  const { expansionCodesMax } = expansion.engine.limits
  const candidates = new Map<string, Member>()
  for (const rule of set.includes) {
    for (const member of await candidatesOf(rule, set, expansion, [...path, set])) {
      const key = `${member.system}\n${member.concept.code}`
      if (!candidates.has(key)) candidates.set(key, member)
    }
    if (candidates.size > expansionCodesMax) throw tooManyCodes(set, expansionCodesMax)
  }
  const members = await keepMembers(set, [...candidates.values()], expansion)
  return { members, total: members.length }
}

/** Codes of which some may not be in the set: those of the rule's system, or of the first value set that it imports. */
async function candidatesOf(
  rule: Rule,
  set: CompiledSet,
  expansion: Expansion,
  path: readonly CompiledSet[],
): Promise<readonly Member[]> {
  const { engine } = expansion
  const [first] = rule.imports
  if (first === undefined) {
    if (rule.system === undefined)
      throw badRequest(`The value set ${nameOf(set)} has an \`include\` without \`system\` and \`valueSet\`.`)
    const page = { offset: 0, count: engine.limits.expansionCodesMax + 1 }
    return (await selectMembers(rule, set, page, expansion)).members
  }
  const imported = engine.valueSet(first)
  if (imported === undefined) {
    const text = `The value set ${nameOf(set)} cannot be expanded, since it imports \`${first}\`, which is not on this server.`
    throw unprocessable(issue('not-found', text))
  }
  return (await gather(imported, expansion, path)).members
}

/** Those that the set really holds: membership decides, so that an expansion and a validation cannot disagree. */
async function keepMembers(
  set: CompiledSet,
  candidates: readonly Member[],
  { engine, queryable }: Expansion,
): Promise<readonly Member[]> {
  if (set.excludes.length === 0 && set.includes.every(({ imports }) => imports.length === 0)) return candidates
  const answers = await settle(
    candidates,
    ({ system, version, concept }, facts) => {
      const coded = { system, version, code: concept.code, display: undefined }
      const answer = engine.judge(set, coded, { facts, abstract: 'taken' })
      return answer.kind === 'pending' ? undefined : answer
    },
    queryable,
  )
  return candidates.filter((_, index) => {
    const answer = answers[index]
    if (answer?.kind === 'unknown') throw unprocessable(issue('not-supported', answer.sentence))
    return answer?.kind === 'in'
  })
}
