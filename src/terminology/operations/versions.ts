import { parseCanonical } from '../../fhir/canonical.js'
import { badRequest } from '../../fhir/outcome.js'
import type { CompiledSet, Rule } from '../value-set.js'
import type { ExpandParameters } from './expand-parameters.js'

type VersionParameters = Pick<
  ExpandParameters,
  'excludeSystem' | 'systemVersion' | 'checkSystemVersion' | 'forceSystemVersion'
>

/** The set with the versions of code systems that the client wants. Throws a 400 where `check-system-version` doesn't hold. */
export function applyVersions(set: CompiledSet, parameters: VersionParameters): CompiledSet {
  const { excludeSystem = [], systemVersion = [], checkSystemVersion = [], forceSystemVersion = [] } = parameters
  const given = [excludeSystem, systemVersion, checkSystemVersion, forceSystemVersion]
  if (given.every(({ length }) => length === 0)) return set
  const usual = versionsBySystem(systemVersion)
  const checked = versionsBySystem(checkSystemVersion)
  const forced = versionsBySystem(forceSystemVersion)
  const excluded = versionsBySystem(excludeSystem)
  const apply = (rule: Rule): Rule => {
    const { system = '' } = rule
    const wanted = checked.get(system)
    if (wanted !== undefined && rule.version !== undefined && rule.version !== wanted) {
      throw badRequest(
        `The value set takes version \`${rule.version}\` of \`${system}\`, and \`check-system-version\` asks for \`${wanted}\`.`,
      )
    }
    return { ...rule, version: forced.get(system) ?? rule.version ?? wanted ?? usual.get(system) }
  }
  const isWanted = ({ system = '', version }: Rule): boolean => {
    if (!excluded.has(system)) return true
    const only = excluded.get(system)
    return only !== undefined && only !== version
  }
  return {
    ...set,
    includes: set.includes.map(apply).filter(isWanted),
    excludes: set.excludes.map(apply),
    valid: new Map(),
  }
}

function versionsBySystem(canonicals: readonly string[]): ReadonlyMap<string, string | undefined> {
  return new Map(
    canonicals.map((canonical) => {
      const { url, version } = parseCanonical(canonical)
      return [url, version] as const
    }),
  )
}
