/** One member of an object: as JSON writes it (`valueQuantity`, `_given`), and the element that it stands for (`value`, `given`). */
export interface Step {
  readonly json: string
  readonly element: string
}

/** Where a check stands: the chain from an element up to its resource. It is cheap to make, and becomes text only where something is wrong. */
export interface Place {
  readonly parent: Place | undefined
  readonly step: Step
  /** Undefined for what does not repeat. */
  readonly index: number | undefined
}

/** The place of a whole resource. */
export const rootPlace = (type: string): Place => ({
  parent: undefined,
  step: { json: type, element: type },
  index: undefined,
})

/** The place of a member. */
export const memberPlace = (parent: Place, step: Step): Place => ({ parent, step, index: undefined })

/** The place of one item of a member. */
export const itemPlace = (parent: Place, step: Step, index: number): Place => ({ parent, step, index })

/** `Observation.component[0].valueQuantity`: the place by the names that JSON has, for sentences. */
export const jsonPath = (place: Place): string => pathOf(place, (step) => step.json)

/** `Observation.component[0].value`: the place by its elements, as `OperationOutcome.issue.expression` wants it. https://hl7.org/fhir/R4/fhirpath.html#simple */
export const expressionOf = (place: Place): string => pathOf(place, (step) => step.element)

function pathOf(place: Place, nameOf: (step: Step) => string): string {
  const names: string[] = []
  for (let at: Place | undefined = place; at !== undefined; at = at.parent) {
    names.push(at.index === undefined ? nameOf(at.step) : `${nameOf(at.step)}[${at.index}]`)
  }
  return names.reverse().join('.')
}
