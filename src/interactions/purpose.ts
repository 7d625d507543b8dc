import { isConformanceType } from '../store/conformance.js'

/** What a transaction says that it is for: what writes conformance resources changes what everybody is judged by. */
export const purposeOf = (types: Iterable<string>): 'clinical' | 'conformance' => {
  for (const type of types) if (isConformanceType(type)) return 'conformance'
  return 'clinical'
}
