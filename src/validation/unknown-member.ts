import type { TypeDefinition } from '../definitions/definitions.js'
import { shown, suggestion } from '../fhir/suggest.js'
import { memberPlace, type Place } from './place.js'
import { addIssue, type Report } from './report.js'

/** Says that a type has no such element, and what the writer may have meant. */
export function unknownMember(report: Report, place: Place, name: string, definition: TypeDefinition): void {
  const at = memberPlace(place, { json: shown(name), element: shown(name) })
  addIssue(report, 'structure', at, (path) => `\`${path}\` is not known to FHIR R4.${meant(name, definition)}`)
}

function meant(name: string, definition: TypeDefinition): string {
  const { byJsonName, elements } = definition
  if (name === 'resourceType') return ' Only resources have a `resourceType`.'
  if (name.startsWith('_') && byJsonName.has(name.slice(1))) {
    return ` Only primitive elements have a sibling with \`_\`, and \`${name.slice(1)}\` is none.`
  }
  const choice = elements.find((element) => element.choice && element.name === name)
  if (choice === undefined) return suggestion(name, byJsonName.keys())
  const names = [...byJsonName].filter(([, { element }]) => element === choice).map(([json]) => `\`${json}\``)
  return ` Its name says its type: ${oneOf(names)}.`
}

/** `a, b or c`, cut after ten. */
export function oneOf(names: readonly string[]): string {
  if (names.length > 10) return `${names.slice(0, 10).join(', ')} …`
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`
}
