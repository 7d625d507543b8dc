/**
 * Invariants of R4 that rules and the structure check hold by themselves, faster and with sentences of their own; their expressions are not evaluated.
 * Tests compare each with its expression. https://hl7.org/fhir/R4/conformance-rules.html#constraints
 */
export const nativeInvariants: ReadonlySet<string> = new Set([
  // The structure check: nothing is empty.
  'ele-1',
  'ext-1',
  'ref-1',
  'txt-1',
  'txt-2',
  'dom-2',
  'dom-3',
  'dom-4',
  'dom-5',
  'bdl-1',
  'bdl-2',
  'bdl-3',
  'bdl-4',
  'bdl-5',
  'bdl-7',
  'bdl-8',
  'bdl-9',
  'bdl-10',
  'bdl-11',
  'bdl-12',
])
