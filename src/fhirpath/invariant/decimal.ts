/** Numbers are compared to eight decimal places, which makes up for what doubles lose. https://hl7.org/fhirpath/N1/#decimal */
const precision = 1e-8

/** The nearest number of eight decimal places. */
export const rounded = (value: number): number => Math.round(value / precision) * precision

/** Whether two numbers are the same to eight decimal places. */
export const sameNumbers = (a: number, b: number): boolean => a === b || rounded(a) === rounded(b)
