/** What is wrong with an example of R4, by R4 itself. */
export interface WrongExample {
  readonly reason: string
  /** Each error is one of these: where, and what. */
  readonly lines: RegExp
}

const noUnit = (unit: string, ucum: string): WrongExample => ({
  reason: `\`${unit}\` is no unit of UCUM, ${ucum}`,
  lines: new RegExp(`\\.code: .* is \`${unit}\`, which is no unit of UCUM`),
})
const each = noUnit('ea', 'which has no word for one piece but `1` or `{each}`')
const milliequivalent = noUnit('mEq', 'where it is `meq`')
const microgram = noUnit('mcg', 'where it is `ug`')
const drop = noUnit('drop', 'where it is `[drp]`')
const tablet = noUnit('TAB', 'where it can be `{tablet}` only')

const noDrugForm = (code: string, right: string): WrongExample => ({
  reason: `v3-orderableDrugForm has no \`${code}\`; there it is \`${right}\``,
  lines: new RegExp(`\\.code: .* is \`${code}\`, which is no unit of its system`),
})
const tab = noDrugForm('Tab', 'TAB')
const patch = noDrugForm('patch', 'PATCH')
const vial: WrongExample = {
  reason: 'the vial of SNOMED CT is 415818006: the check digit is wrong',
  lines: /`415818005` is no SNOMED CT code: it has a wrong check digit/,
}

const noNarrative: WrongExample = {
  reason: 'txt-2: "The narrative SHALL have some non-whitespace content"',
  lines: /\.text\.div: .* has no content but white space/,
}
const otherIdentity: WrongExample = {
  reason: '"fullUrl SHALL NOT disagree with the id in the resource"',
  lines: /\.fullUrl: .*; they have to agree/,
}
const wrongTarget = (reason: string): WrongExample => ({ reason, lines: /\.reference: .* it has to lead to / })
const noIcd10: WrongExample = { reason: 'no code of ICD-10 is written so', lines: /is no ICD-10 code/ }

/** Examples of R4 that are not valid R4, by type and id. Every one was looked at by hand. */
export const wrongExamples: ReadonlyMap<string, WrongExample> = new Map([
  ['ActivityDefinition-blood-tubes-supply', noNarrative],
  ['ActivityDefinition-heart-valve-replacement', noNarrative],
  ['EventDefinition-example', noNarrative],
  ['Questionnaire-zika-virus-exposure-assessment', noNarrative],
  [
    'Basic-referral',
    {
      reason:
        '"Applications processing a resource are required to check for modifier extensions"; nothing defines these',
      lines: /the modifier extension .* is not known here/,
    },
  ],
  ['Bundle-10bb101f-a121-4264-a920-67be9cb82c74', otherIdentity],
  ['Bundle-3a0707d3-549e-4467-b8b8-5a2ab3800efe', otherIdentity],
  ['Bundle-lri-example', otherIdentity],
  ['Bundle-father', noUnit('tbl', 'where a tablespoon is `[tbs_us]`')],
  [
    'Bundle-hla-1',
    {
      reason: 'the extension has a part `url`, and the example calls it `uri`',
      lines: /is called `uri`, which is no part of its extension/,
    },
  ],
  ['ChargeItem-example', noIcd10],
  ['Claim-100153', noIcd10],
  ['Claim-760151', tablet],
  ['Claim-760152', tablet],
  ['DeviceMetric-example', wrongTarget('the parent is a Device, not a DeviceDefinition')],
  ['DeviceUseStatement-example', wrongTarget('a Procedure is no reason that R4 allows')],
  [
    'DiagnosticReport-example-pgx',
    { reason: 'the hash is other than that of the data, and not base64 of 20 bytes', lines: /is not the SHA-1 hash/ },
  ],
  [
    'ImagingStudy-example-xr',
    { reason: '`T-15460` is of SNOMED RT, before SNOMED CT', lines: /`T-15460` is no SNOMED CT code/ },
  ],
  [
    'List-example-double-cousin-relationship',
    { reason: 'age-1: `b` is the barn, no unit of time', lines: /the code `b` of .* is not in the value set/ },
  ],
  ['Medication-med0304', tab],
  ['Medication-med0309', tab],
  ['MedicationAdministration-medadmin0312', patch],
  ['MedicationDispense-meddisp0301', noDrugForm('Vial', 'VIAL')],
  ['MedicationDispense-meddisp0309', drop],
  ['MedicationDispense-meddisp0313', milliequivalent],
  ['MedicationDispense-meddisp0314', vial],
  ['MedicationDispense-meddisp0317', vial],
  ['MedicationDispense-meddisp0318', microgram],
  ['MedicationDispense-meddisp0324', each],
  ['MedicationDispense-meddisp0325', patch],
  ['MedicationDispense-meddisp0327', each],
  ['MedicationDispense-meddisp0328', each],
  ['MedicationDispense-meddisp0329', each],
  ['MedicationRequest-medrx0301', wrongTarget('only an Organization dispenses in R4')],
  ['MedicationRequest-medrx0304', drop],
  ['MedicationRequest-medrx0313', tab],
  [
    'MedicationRequest-medrx0314',
    {
      reason: 'neither `mcg` in UCUM nor `Tab` in v3-orderableDrugForm',
      lines: new RegExp(`${microgram.lines.source}|${tab.lines.source}`),
    },
  ],
  ['MedicationRequest-medrx0319', noUnit('ml/hr', 'where it is `mL/h`')],
  ['MedicationRequest-medrx0322', milliequivalent],
  ['MedicationRequest-medrx0325', each],
  ['MedicationRequest-medrx0326', each],
  ['MedicationRequest-medrx0327', patch],
  ['MedicationRequest-medrx0328', each],
  ['MedicationRequest-medrx0329', each],
  ['MedicationRequest-medrx0334', each],
  ['MedicationRequest-medrx0335', each],
  ['MedicationStatement-example001', tab],
  ['MedicationStatement-example002', tab],
  ['MedicationStatement-example003', noDrugForm('tab', 'TAB')],
  [
    'NutritionOrder-enteralcontinuous',
    {
      reason: 'its check digit is wrong, so that it cannot be SNOMED CT',
      lines: /`6547210000124112` .* wrong check digit/,
    },
  ],
  ['Observation-clinical-gender', wrongTarget('an Encounter performs nothing')],
  [
    'Observation-f202',
    {
      reason: 'a body temperature is held to the profile of vital signs, which asks for a time',
      lines: /^Observation\.effective: .* is missing/,
    },
  ],
  [
    'Organization-2.16.840.1.113883.19.5',
    {
      reason: '"If the identifier value itself is naturally a globally unique URI": an OID without `urn:oid:` is none',
      lines: /in the system `urn:ietf:rfc:3986` a value has to be a whole uri/,
    },
  ],
  [
    'PlanDefinition-example-cardiology-os',
    {
      reason: 'dom-3: two contained resources that it names are not there, and a code is `look up value`',
      lines: /no contained resource has the id|`look up value` is no SNOMED CT code/,
    },
  ],
  [
    'Questionnaire-qs1',
    { reason: 'thirty-two of its items have no linkId, which is required', lines: /\.linkId: .* is missing/ },
  ],
  ['VisionPrescription-33124', noUnit('month', 'where it is `mo`')],
])
