/** What FHIR gives the names `%sct`, `%loinc` and `%ucum`. https://hl7.org/fhir/R4/fhirpath.html#variables */
const fixed: ReadonlyMap<string, string> = new Map([
  ['ucum', 'http://unitsofmeasure.org'],
  ['sct', 'http://snomed.info/sct'],
  ['loinc', 'http://loinc.org'],
])

/** The text that a variable stands for: `%ucum` …, `%vs-[name]`, `%ext-[name]`; undefined for any other. */
export function variable(name: string): string | undefined {
  if (name.startsWith('vs-')) return `http://hl7.org/fhir/ValueSet/${name.slice(3)}`
  if (name.startsWith('ext-')) return `http://hl7.org/fhir/StructureDefinition/${name.slice(4)}`
  return fixed.get(name)
}

const names = /%(?:`([^`]+)`|'([^']+)'|(\w+))/g

/** The variables that an expression names, with what they stand for: the engine refuses those that it isn't told of. */
export function variablesIn(expression: string): Readonly<Record<string, string>> {
  const found = [...expression.matchAll(names)].map(([, tick, quote, plain]) => tick ?? quote ?? plain ?? '')
  return Object.fromEntries(
    found.flatMap((name) => {
      const text = variable(name)
      return text === undefined ? [] : [[name, text] as const]
    }),
  )
}
