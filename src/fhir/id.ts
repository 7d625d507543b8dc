const pattern = /^[A-Za-z0-9\-.]{1,64}$/

/** True for a logical id: 1 to 64 letters, digits, `-` and `.`. https://hl7.org/fhir/R4/datatypes.html#id */
export const isId = (text: string): boolean => pattern.test(text)
