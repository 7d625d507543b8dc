import type { CompactIndex } from '../compact.js'
import type { SourceCompartment } from './source.js'

/**
 * The five compartments as data. Types without a parameter are not in it. The resource that gives the compartment its name is always a
 * member (`{def}`), also where its definition only names links to others, as Patient's does, or nothing at all, as Device's.
 * https://hl7.org/fhir/R4/compartmentdefinition.html
 */
export function compileCompartments(compartments: readonly SourceCompartment[]): CompactIndex['compartments'] {
  return Object.fromEntries(
    compartments.map(({ code, resource }) => [
      code,
      Object.fromEntries(
        resource
          .map((member): [string, readonly string[]] => [member.code, parametersOf(code, member)])
          .filter(([, parameters]) => parameters.length > 0),
      ),
    ]),
  )
}

function parametersOf(compartment: string, member: SourceCompartment['resource'][number]): readonly string[] {
  const own = member.code === compartment ? ['{def}'] : []
  return [...new Set([...own, ...(member.param ?? [])])]
}
