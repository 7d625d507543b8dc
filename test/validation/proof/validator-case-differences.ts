import { questionnaireDifferences } from './questionnaire-differences.js'

/** Steps that differ from HL7's validator in the same way. */
export interface Difference {
  /**
   * `choice`: we judge otherwise, and the reason says why. `wider`: HL7's validator asks more than R4's definitions say. These two count as differences.
   * `newer`: it is about what came after R4. `other-run`: the run is another one, by options, files or definitions that are not here. Nothing can be compared
   * there.
   */
  readonly kind: 'choice' | 'wider' | 'newer' | 'other-run'
  readonly reason: string
  /** The case's name, and `base` or `profile`. */
  readonly steps: readonly string[]
}

const profiles: readonly Difference[] = [
  {
    kind: 'choice',
    reason: 'a wrong display is a warning: the code says what is meant',
    steps: ['patient-translated-codes base'],
  },
  {
    kind: 'choice',
    reason: 'the type in a reference is looked at; HL7’s validator looks only at what it can fetch',
    steps: ['type-ref-unchecked profile'],
  },
  {
    kind: 'choice',
    reason: 'only codes of LOINC hold an Observation to a profile of vital signs in R4; HL7’s validator has more',
    steps: ['obs-temp-bad base'],
  },
  {
    kind: 'other-run',
    reason: 'modifier extensions of example.org are known there; one that nobody knows is an error by R4',
    steps: ['test-input-params-example1 base'],
  },
  {
    kind: 'newer',
    reason:
      'the profile asks by what is newer than R4: mustHaveValue, valueAlternatives, additional bindings, maxValueDuration',
    steps: [
      'toplevel-maxvalueduration-fail profile',
      'patient-value-present-bad profile',
      'patient-value-alternative-bad profile',
      'additional-bindings-observation-2 profile',
    ],
  },
  {
    kind: 'choice',
    reason: 'an unknown profile is a warning, unless `UNKNOWN_PROFILE=error`',
    steps: ['de-address-example profile'],
  },
  {
    kind: 'wider',
    reason: 'R4 does not say that a link inside a narrative has to lead somewhere',
    steps: ['ab-list-slicing base'],
  },
  {
    kind: 'other-run',
    reason: 'the resource that the reference leads to is not among the files',
    steps: [
      'patient-circle1-bad-linked1 profile',
      'patient-circle1-bad-source1 profile',
      'patient-circle2-bad-linked profile',
      'patient-circle2-bad-source1 profile',
    ],
  },
  {
    kind: 'newer',
    reason: 'the outcome is that of R5, where an Encounter needs no class',
    steps: ['aggregation-apart-good4 base', 'aggregation-apart-good4 profile'],
  },
]

const others: readonly Difference[] = [
  {
    kind: 'choice',
    reason:
      'an extension that nobody knows may be there, since it may be ignored; HL7’s validator refuses it by default',
    steps: ['pat-example-extensions base', 'profile-patient-op1 base', 'profile-patient-op2 base', 'q-bp base'],
  },
  {
    kind: 'other-run',
    reason: 'addresses at example.org are refused by an option of the run',
    steps: ['dr-example-org base'],
  },
  {
    kind: 'other-run',
    reason: 'an option of the run asks for it: text like HTML in strings, a profile for an entry of a Bundle',
    steps: ['pat-security-bad-string1 base', 'bad-markdown-no-html base', 'bundle-bad-by-param base'],
  },
  {
    kind: 'other-run',
    reason: 'an option asks that references lead somewhere, which the store judges here, not the validator',
    steps: ['parameters-reference-bad base'],
  },
  {
    kind: 'choice',
    reason:
      'a relative reference has a root only "if the fullUrl for the bundle entry containing the resource is a RESTful one"',
    steps: ['bad-bundle-reference-type-4 base'],
  },
  {
    kind: 'newer',
    reason: 'the profile asks how the text of a narrative is divided, by an extension that is newer than R4',
    steps: [
      'xhtml-ctrl-source1 profile',
      'xhtml-ctrl-two-lang-bad profile',
      'xhtml-ctrl-twob-lang-bad profile',
      'xhtml-ctrl-twob-lang-good2 profile',
    ],
  },
  {
    kind: 'wider',
    reason: 'whether a profile can be used is found when it is used, not when its StructureDefinition is validated',
    steps: [
      'logical-boo-bad1 base',
      'StructureDefinition-Slice23 base',
      'observation-bad-profile base',
      'obs-mz base',
      'profile-patient-op3 base',
    ],
  },
  {
    kind: 'wider',
    reason: 'definitions are not compared with others that they name: search parameters, measures and their reports',
    steps: [
      ...['capstmt base', 'sp-diff-type base', 'mr-m-cql-library base', 'mr-single-bad-2 base'],
      ...['opdef-params base', 'mr-covid-mr1 base', 'measure-report-ihe base'],
    ],
  },
]

const terminology: readonly Difference[] = [
  {
    kind: 'choice',
    reason: 'a wrong display is a warning: the code says what is meant',
    steps: [
      ...['sdoh-type-slice base', 'sdoh-type-slice profile', 'cvx base', 'bundle-id-5 base', 'ips-nz-pj base'],
      'choice-async-qr base',
    ],
  },
  {
    kind: 'other-run',
    reason: 'it takes SNOMED CT, or the languages of its expressions, to know',
    steps: ['uk-msg base', 'vs-bad-code base', 'vs-bad-props base', 'vs-bad-ecl base'],
  },
  {
    kind: 'wider',
    reason: 'definitions of value sets and code systems are not judged by what they mean, but when they are used',
    steps: [
      ...['supplement-1b base', 'vs-canonical-bad base', 'vs-canonical-urn-bad base', 'cs-bad-props base'],
      ...['vs-filter-property-bad base', 'vs-filter-property-bad2 base', 'vs-params-2 base', 'vs-params-3 base'],
    ],
  },
  {
    kind: 'other-run',
    reason: 'an option asks for the rules of HL7’s own publishing',
    steps: ['cs-narrative-status-pub base'],
  },
]

/** Every step that we answer otherwise than HL7's validator. */
export const caseDifferences: readonly Difference[] = [
  ...profiles,
  ...others,
  ...terminology,
  ...questionnaireDifferences,
]
