import type { Definitions, TypeDefinition } from '../definitions/definitions.js'
import type { Issue } from '../fhir/outcome.js'
import { shown, suggestion } from '../fhir/suggest.js'
import type { Check } from './check.js'
import type { TypeChecks } from './members.js'
import { compileObject } from './objects.js'
import { memberPlace, type Place, rootPlace } from './place.js'
import { addIssue, createReport, type Report } from './report.js'
import { wrongType } from './sentences.js'
import { isRecord } from './shapes.js'

/** What is wrong with the structure of a parsed resource, which has to be of the given type; nothing where it is right. */
export type StructureCheck = (type: string, resource: object) => readonly Issue[]

/**
 * Checks resources against the structure of R4: elements, cardinality, arrays and objects, primitive values, at any depth. Types are compiled to
 * closures when they first occur. Bindings, invariants and profiles are not its matter. The check never throws; it answers at most 51 issues.
 * https://hl7.org/fhir/R4/json.html
 */
export function createStructureCheck(definitions: Definitions): StructureCheck {
  const checkOfType = createTypeChecks(definitions)
  return (type, resource) => {
    const report = createReport()
    if (definitions.isResourceType(type)) checkOfType(type)(resource, rootPlace(type), report)
    else unknownType(report, rootPlace('Resource'), { type, definitions })
    return report.issues
  }
}

function createTypeChecks(definitions: Definitions): (type: string) => Check {
  const compiled = new Map<string, Check>()
  const checkOfType = (type: string): Check => {
    const known = compiled.get(type)
    if (known !== undefined) return known
    const check = lazily(() => compileObject(definitionOf(definitions, type), types))
    compiled.set(type, check)
    return check
  }
  const types: TypeChecks = { of: checkOfType, resource: anyResource(definitions, checkOfType) }
  return checkOfType
}

/** Types name one another in circles (an Extension holds References, a Reference Extensions): so each is compiled when its first value comes. */
function lazily(compile: () => Check): Check {
  let check: Check | undefined
  return (value, place, report) => {
    check ??= compile()
    check(value, place, report)
  }
}

function definitionOf(definitions: Definitions, type: string): TypeDefinition {
  const definition = definitions.type(type)
  if (definition === undefined) throw new Error(`The compiled definitions name the type \`${type}\` and don't have it.`)
  return definition
}

/** Contained resources, those of a Bundle's entries and of Parameters: their `resourceType` says what they are. */
function anyResource(definitions: Definitions, checkOfType: (type: string) => Check): Check {
  return (value, place, report) => {
    if (!isRecord(value)) return wrongType(report, place, value, 'a resource')
    const { resourceType: type } = value
    if (typeof type === 'string' && definitions.isResourceType(type)) return checkOfType(type)(value, place, report)
    unknownType(report, place, { type, definitions })
  }
}

function unknownType(report: Report, place: Place, found: { type: unknown; definitions: Definitions }): void {
  const { type, definitions } = found
  const at = memberPlace(place, { json: 'resourceType', element: 'resourceType' })
  if (type === undefined) {
    addIssue(report, 'required', at, (path) => `\`${path}\` is missing: it names the type of the resource.`)
  } else if (typeof type !== 'string') {
    wrongType(report, at, type, 'the name of a resource type, such as `"Patient"`')
  } else {
    addIssue(
      report,
      'structure',
      at,
      (path) =>
        `\`${path}\` is \`${shown(type)}\`, which is no resource type of FHIR R4.${suggestion(type, definitions.resourceTypes)}`,
    )
  }
}
