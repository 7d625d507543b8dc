import type { CodeSystem, CodeSystemConcept } from '@medplum/fhirtypes'
import type { Concept } from './code-system-source.js'

/** Nesting of concepts in a resource; deeper ones are left out, as JSON of that depth is refused on the way in. */
const DEPTH_MAX = 200

type Designations = NonNullable<Concept['designations']>
type Properties = NonNullable<Concept['properties']>
type PropertyType = Properties[number]['valueType']

const valueTypes: readonly PropertyType[] = ['code', 'string', 'Coding', 'boolean', 'integer', 'dateTime', 'decimal']
const inactiveStatuses = new Set(['retired', 'inactive', 'deprecated', 'withdrawn'])
const conceptProperty = 'http://hl7.org/fhir/concept-properties#'

/** Properties that say something of the concept's place or state, by the names that the system gives them. */
interface PropertyNames {
  readonly parent: ReadonlySet<string>
  readonly child: ReadonlySet<string>
  readonly notSelectable: ReadonlySet<string>
  readonly inactive: ReadonlySet<string>
  readonly status: ReadonlySet<string>
}

interface Draft {
  readonly concept: CodeSystemConcept
  readonly properties: Properties
  readonly parents: Set<string>
}

/**
 * The concepts of a code system in the order of the resource, those of deeper levels after their parents. Parents come from nesting and from the properties `parent`,
 * `subsumedBy` and `child`; of a code that is there twice the first counts. https://hl7.org/fhir/R4/codesystem.html#hierarchy
 */
export function conceptsOf(codeSystem: CodeSystem): readonly Concept[] {
  const names = propertyNames(codeSystem)
  const drafts = new Map<string, Draft>()
  collect(codeSystem.concept ?? [], undefined, 0)
  for (const { concept, properties } of drafts.values()) {
    for (const { code, value } of properties) {
      if (names.child.has(code)) drafts.get(String(value))?.parents.add(concept.code ?? '')
    }
  }
  return [...drafts.values()].map((draft) => finish(draft, names))

  function collect(concepts: readonly CodeSystemConcept[], parent: string | undefined, depth: number): void {
    if (depth > DEPTH_MAX) return
    for (const concept of concepts) {
      const { code } = concept
      if (code === undefined) continue
      const draft = drafts.get(code) ?? { concept, properties: propertiesOf(concept), parents: new Set<string>() }
      drafts.set(code, draft)
      if (parent !== undefined) draft.parents.add(parent)
      for (const { code: name, value } of draft.properties) if (names.parent.has(name)) draft.parents.add(String(value))
      if (concept.concept !== undefined) collect(concept.concept, code, depth + 1)
    }
  }
}

function finish({ concept, properties, parents }: Draft, names: PropertyNames): Concept {
  const states = (of: ReadonlySet<string>): readonly string[] =>
    properties.filter(({ code }) => of.has(code)).map(({ value }) => String(value))
  const isInactive =
    states(names.inactive).includes('true') || states(names.status).some((status) => inactiveStatuses.has(status))
  const designations = designationsOf(concept)
  return {
    code: concept.code ?? '',
    display: concept.display,
    ...(concept.definition === undefined ? {} : { definition: concept.definition }),
    ...(designations.length === 0 ? {} : { designations }),
    ...(properties.length === 0 ? {} : { properties }),
    active: !isInactive,
    abstract: states(names.notSelectable).includes('true'),
    parents: [...parents],
  }
}

function designationsOf(concept: CodeSystemConcept): Designations {
  return (concept.designation ?? []).flatMap(({ language, use, value }) =>
    value === undefined
      ? []
      : [{ ...(language === undefined ? {} : { language }), ...(use === undefined ? {} : { use }), value }],
  )
}

/** The properties of a concept with their types, in the order of the resource. */
function propertiesOf(concept: CodeSystemConcept): Properties {
  return (concept.property ?? []).flatMap((property) => {
    const { code } = property
    if (code === undefined) return []
    const fields = new Map<string, unknown>(Object.entries(property))
    return valueTypes.flatMap((valueType) => {
      const value = fields.get(`value${valueType.charAt(0).toUpperCase()}${valueType.slice(1)}`)
      return value === undefined ? [] : [{ code, valueType, value }]
    })
  })
}

function propertyNames(codeSystem: CodeSystem): PropertyNames {
  const named = (uriPart: string, ...usual: readonly string[]): ReadonlySet<string> => {
    const declared = (codeSystem.property ?? []).filter(({ uri }) => uri === `${conceptProperty}${uriPart}`)
    return new Set([...usual, ...declared.flatMap(({ code }) => (code === undefined ? [] : [code]))])
  }
  return {
    parent: named('parent', 'parent', 'subsumedBy'),
    child: named('child', 'child'),
    notSelectable: named('notSelectable', 'notSelectable', 'abstract'),
    inactive: named('inactive', 'inactive'),
    status: named('status', 'status'),
  }
}
