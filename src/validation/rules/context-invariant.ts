import type { StructureDefinition } from '@medplum/fhirtypes'
import type { Spot } from '../run.js'
import { evaluate } from './environment.js'
import type { ExtendedElement } from './extended-element.js'
import { found } from './found.js'
import { compiledInvariant } from './invariant.js'

/**
 * Checks what the definition of an extension says of the element that the extension stands in. `%extension` is not known to invariants: expressions
 * that name it are left out. https://hl7.org/fhir/R4/structuredefinition-definitions.html#StructureDefinition.contextInvariant
 */
export function checkContextInvariants(definition: StructureDefinition, element: ExtendedElement, spot: Spot): void {
  const { type, value, sibling } = element
  for (const expression of definition.contextInvariant ?? []) {
    if (expression.includes('%extension')) continue
    const holds = compiledInvariant(expression, spot.frame.run.definitions)
    if (evaluate(holds, { type, value, sibling }, spot.frame).kind !== 'violated') continue
    found(spot, '', {
      code: 'extension',
      sentence: `\`{path}\`: the extension \`${definition.url}\` may stand only where \`${expression}\` holds.`,
    })
  }
}
