import { closest, distance } from 'fastest-levenshtein'
import { resourceTypeNames } from './resource-type-names.js'

type Environment = Readonly<Record<string, string | undefined>>

const PREFIX = 'PROFILE_'

/** The family of settings as the documentation tells of it: one variable for each type that has profiles. */
export const profileFamily = {
  name: 'PROFILE_<Type>',
  type: 'canonical urls (`url` or `url|version`) separated by commas',
  fallback: '',
  sentence:
    'Profiles that every resource of a type has to conform to, beside those that it claims: `PROFILE_Observation=http://…`.',
} as const

const isOfFamily = (name: string): boolean => name.startsWith(PREFIX)

const isCanonical = (text: string): boolean => /^(https?:\/\/|urn:)[^\s|]+(\|[^\s|]+)?$/.test(text)

const urlsOf = (value: string): readonly string[] => value.split(/[\s,]+/).filter((part) => part !== '')

const settings = (environment: Environment): readonly (readonly [type: string, value: string])[] =>
  Object.entries(environment).flatMap(([name, value = '']) =>
    isOfFamily(name) && value.trim() !== '' ? [[name.slice(PREFIX.length), value.trim()] as const] : [],
  )

const nearestType = (type: string): string =>
  resourceTypeNames.find((name) => name.toLowerCase() === type.toLowerCase()) ?? closest(type, [...resourceTypeNames])

/** What is wrong with the settings of the family, as sentences. */
export const wrongProfiles = (environment: Environment): readonly string[] =>
  settings(environment).flatMap(([type, value]) => {
    const name = `${PREFIX}${type}`
    if (!resourceTypeNames.includes(type)) {
      return [`\`${name}\` names no resource type of FHIR R4; is it \`${PREFIX}${nearestType(type)}\`?`]
    }
    return urlsOf(value).every(isCanonical) ? [] : [`\`${name}\` is \`${value}\`; expected ${profileFamily.type}.`]
  })

/** The profiles by type. */
export const readProfiles = (environment: Environment): ReadonlyMap<string, readonly string[]> =>
  new Map(settings(environment).map(([type, value]) => [type, urlsOf(value)]))

/** A sentence about a name that is probably meant to be one of the family (`PROFILES_Patient`); undefined for any other. */
export function profileNameProblem(name: string): string | undefined {
  const at = name.indexOf('_')
  const prefix = name.slice(0, at + 1)
  const type = name.slice(at + 1)
  if (at < 0 || isOfFamily(name) || distance(prefix, PREFIX) > 2 || !resourceTypeNames.includes(type)) return undefined
  return `\`${name}\` is set and means nothing here; is it \`${PREFIX}${type}\`?`
}
