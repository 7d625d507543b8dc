import type { OracleError } from './run-oracle.js'

/** Errors of HL7's validator that say nothing about the resource, by the ids of their messages. */
const ignoredIds: ReadonlyMap<string, string> = new Map([
  ['Reference_REF_CantResolve', 'it cannot fetch what a reference leads to'],
  ['Type_Specific_Checks_DT_URL_Resolve', 'it cannot fetch what a url leads to'],
  ['VALIDATION_HL7_WG_NEEDED', 'a rule of HL7’s own publishing'],
  ['VALIDATION_HL7_PUBLISHER_MISMATCH', 'a rule of HL7’s own publishing'],
  ['VALIDATION_HL7_PUBLISHER_MULTIPLE', 'a rule of HL7’s own publishing'],
  [
    'TYPE_SPECIFIC_CHECKS_CANONICAL_ABSOLUTE',
    'a relative canonical is a warning here: R4 has it in a hundred of its own examples',
  ],
])

/** Messages without an id of their own, which say that something is not at hand. */
const ignoredMessages: readonly RegExp[] = [
  /No server available/,
  /definition for CodeSystem/,
  /was not found in the value set 'MimeType'/,
]

/** Whether an error is about the resource. */
export const isAboutResource = ({ id, message }: OracleError): boolean =>
  !ignoredIds.has(id) && !ignoredMessages.some((ignored) => ignored.test(message))

/** Ways to spoil an element that the two judge differently by decision, so that nothing is learned from them. */
export const notCompared: ReadonlyMap<string, string> = new Map([
  [
    'a text of white space',
    'HL7’s validator trims texts first; R4: it "could be trimmed to nothing, which would be treated as an invalid element value"',
  ],
  [
    'a modifier that nobody knows',
    'any extension is allowed in this run, since R4’s examples have many of example.org',
  ],
])

/** A class of differences, and why it is right that we differ. */
export interface Explanation {
  /** Who finds an error where the other finds none. */
  readonly by: 'hl7' | 'us'
  /** On `id place message` of HL7's first error, or on our first line. */
  readonly pattern: RegExp
  readonly reason: string
}

export const explanations: readonly Explanation[] = [
  {
    by: 'hl7',
    pattern: /^(CONCEPTMAP_|CODESYSTEM_|CodeSystem_|VALUESET_|SD_|ED_|SM_|MEASURE_|CapabalityStatement_)/,
    reason: 'it compares definitions with others that they name; R4’s own definitions do not ask it',
  },
  {
    by: 'hl7',
    pattern: /^(Bundle_BUNDLE_Entry_NoFullUrl|BUNDLE_BUNDLE_ENTRY_FULLURL_REQUIRED)/,
    reason: 'R4’s own searchsets and responses come without fullUrls; that is a warning here',
  },
  {
    by: 'hl7',
    pattern: /^Type_Specific_Checks_DT_(UUID|OID)_Valid/,
    reason: 'it looks into every uri; R4 asks it of the types uuid and oid',
  },
  {
    by: 'hl7',
    pattern: /^Type_Specific_Checks_DT_XHTML_Resolve/,
    reason: 'R4 does not ask that links in narratives lead somewhere',
  },
  {
    by: 'hl7',
    pattern: /in the CodeSystem 'urn:ietf:rfc:3986'/,
    reason: 'a relative uri is a uri, and so a code of that system',
  },
  {
    by: 'hl7',
    pattern: /#rng-2 .*(NullPointer|ClassCast)Exception/,
    reason: 'it fails at a Range whose quantities have no units, and calls that an error of the resource',
  },
  {
    by: 'hl7',
    pattern: /^(Validation_VAL_Profile_Minimum .*bodytemp|VALIDATION_VAL_PROFILE_MINIMUM_MAGIC )/,
    reason: 'it holds some codes of SNOMED CT to the profiles of vital signs too; R4 says so of LOINC’s',
  },
  {
    by: 'us',
    pattern: / breaks the rule `rng-2`/,
    reason: 'the bounds have other units, so that FHIRPath cannot say which is lower; it compares the numbers then',
  },
  {
    by: 'us',
    pattern: /the modifier extension `http:\/\/example\.org\/.*` is not known here/,
    reason: 'any extension is allowed in this run of it; here modifier extensions are not',
  },
  {
    by: 'us',
    pattern: /is not the SHA-1 hash of the data/,
    reason: 'R4: "The calculated hash of the data using SHA-1"; it does not calculate',
  },
  {
    by: 'us',
    pattern: /which another contained resource has too/,
    reason: 'R4: a contained id is unique "within the resource"; otherwise `#id` leads to two; it takes the first',
  },
  {
    by: 'us',
    pattern: /but no contained resource has the id/,
    reason: 'R4: a reference or canonical that begins with `#` is to a contained resource; it looks at references only',
  },
  {
    by: 'us',
    pattern: /is no (SNOMED CT|LOINC|RxNorm|NDC|CVX|ICD-10) code|no unit of UCUM|is not in the (value set|code system)/,
    reason: 'without a terminology server it does not know the system; here syntax, check digits and lists are at hand',
  },
  {
    by: 'us',
    pattern: /has no code; a code of the value set .* is required here/,
    reason: 'R4: a required binding asks for a code of the value set; it passes over a Coding that has none',
  },
  {
    by: 'hl7',
    pattern: /^DUPLICATE_ID/,
    reason: 'ids of elements are not compared here: nothing in R4 is found by them',
  },
  {
    by: 'us',
    pattern: / is an array without content/,
    reason: 'R4: "an array … cannot be empty"; it passes over empty lists of primitives',
  },
]
