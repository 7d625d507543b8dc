/** Milliseconds since 1970 as the instant that FHIR writes. https://hl7.org/fhir/R4/datatypes.html#instant */
export const instant = (milliseconds: number): string => new Date(milliseconds).toISOString()

/**
 * The instant of a `timestamptz(3)` as PostgreSQL writes it in UTC: `2026-11-24 13:33:42.1+00` is `2026-11-24T13:33:42.100Z`. By slices, since it runs for each row.
 */
export function instantOf(timestamp: string): string {
  const end = timestamp.indexOf('+')
  const fraction = `${timestamp.slice(20, end)}000`.slice(0, 3)
  return `${timestamp.slice(0, 10)}T${timestamp.slice(11, 19)}.${fraction}Z`
}
