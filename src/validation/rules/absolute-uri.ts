/** A scheme and something after it. https://www.rfc-editor.org/rfc/rfc3986#section-3.1 */
const absolute = /^[A-Za-z][A-Za-z0-9+.-]*:\S/

/** True for a uri that means the same wherever it stands. https://hl7.org/fhir/R4/datatypes.html#uri */
export const isAbsoluteUri = (text: string): boolean => absolute.test(text)
