const pattern = /^[A-Za-z0-9\-.]{1,64}$/

/** True for a logical id: 1 to 64 letters, digits, `-` and `.`. https://hl7.org/fhir/R4/datatypes.html#id */
export const isId = (text: string): boolean => pattern.test(text)

/**
 * True for an id that a resource can have at an address. `.` and `..` are ids by FHIR's pattern, and no address leads to them: clients and proxies
 * take them for steps along the path. https://www.rfc-editor.org/rfc/rfc3986#section-5.2.4
 */
export const isAddressableId = (text: string): boolean => isId(text) && text !== '.' && text !== '..'

/** What `isAddressableId` asks for, to complete a sentence. */
export const addressableIds =
  '1 to 64 letters, digits, `-` and `.`, and neither `.` nor `..`, which no address can name'
