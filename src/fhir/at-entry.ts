import { FhirError } from './outcome.js'

/** The same error, told as one of an entry: the message and the expression begin with `Bundle.entry[3]`. Without a place it stays as it is. */
export function atEntry(error: FhirError, place: string | undefined): FhirError {
  if (place === undefined) return error
  const issues = error.issues.map((issue) => {
    if (issue.diagnostics.startsWith('`Bundle.entry[')) return issue
    const expression = issue.expression?.map((path) =>
      path.startsWith('Bundle.entry[') ? path : `${place}.resource.${withoutType(path)}`,
    )
    return { ...issue, diagnostics: `\`${place}\`: ${issue.diagnostics}`, expression: expression ?? [place] }
  })
  return new FhirError(error.status, issues, error.headers)
}

/** `Patient.name` within an entry is `Bundle.entry[3].resource.name`. */
const withoutType = (path: string): string => path.replace(/^[A-Z][A-Za-z]*\./, '')
