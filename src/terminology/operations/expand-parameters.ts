import type { ValueSetExpansionParameter } from '@medplum/fhirtypes'

/** The parameters of `$expand` beside the value set itself. https://hl7.org/fhir/R4/valueset-operation-expand.html */
export interface ExpandParameters {
  readonly filter?: string | undefined
  readonly offset?: number | undefined
  readonly count?: number | undefined
  readonly activeOnly?: boolean | undefined
  readonly includeDesignations?: boolean | undefined
  /** `system|code` of uses, or `urn:ietf:bcp:47|language`: the designations that are wanted. */
  readonly designations?: readonly string[] | undefined
  /** True where the answer shall have the `compose` too. */
  readonly includeDefinition?: boolean | undefined
  /** Expansions are always flat, so that either value is taken. */
  readonly excludeNested?: boolean | undefined
  /** True where concepts that only group are not wanted. */
  readonly excludeNotForUI?: boolean | undefined
  readonly displayLanguage?: string | undefined
  /** Canonicals of code systems (`url|version`) whose codes are not wanted. */
  readonly excludeSystem?: readonly string[] | undefined
  /** `url|version`: the version of a system where the value set names none. */
  readonly systemVersion?: readonly string[] | undefined
  /** `url|version`: a value set that names another version is an error. */
  readonly checkSystemVersion?: readonly string[] | undefined
  /** `url|version`: the version of a system whatever the value set names. */
  readonly forceSystemVersion?: readonly string[] | undefined
}

/** The parameters as the expansion says which ones it was made by. */
export function echo(input: ExpandParameters): readonly ValueSetExpansionParameter[] {
  const flags = [
    ['activeOnly', input.activeOnly],
    ['includeDesignations', input.includeDesignations],
    ['includeDefinition', input.includeDefinition],
    ['excludeNotForUI', input.excludeNotForUI],
  ] as const
  const numbers = [
    ['offset', input.offset],
    ['count', input.count],
  ] as const
  const lists = [
    ['designation', input.designations],
    ['exclude-system', input.excludeSystem],
    ['system-version', input.systemVersion],
    ['check-system-version', input.checkSystemVersion],
    ['force-system-version', input.forceSystemVersion],
  ] as const
  return [
    ...(input.filter === undefined ? [] : [{ name: 'filter', valueString: input.filter }]),
    ...numbers.flatMap(([name, value]) => (value === undefined ? [] : [{ name, valueInteger: value }])),
    ...flags.flatMap(([name, value]) => (value === undefined ? [] : [{ name, valueBoolean: value }])),
    ...(input.displayLanguage === undefined ? [] : [{ name: 'displayLanguage', valueCode: input.displayLanguage }]),
    ...lists.flatMap(([name, values]) =>
      (values ?? []).map((value) =>
        name === 'designation' ? { name, valueString: value } : { name, valueUri: value },
      ),
    ),
    { name: 'excludeNested', valueBoolean: true },
  ]
}
