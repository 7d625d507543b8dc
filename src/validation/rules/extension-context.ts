import type { StructureDefinition } from '@medplum/fhirtypes'
import { shown } from '../../fhir/suggest.js'
import { isA } from '../../fhirpath/type-hierarchy.js'
import type { Frame, Spot } from '../run.js'
import { oneOf } from '../unknown-member.js'
import { checkContextInvariants } from './context-invariant.js'
import { environmentOf } from './environment.js'
import { isSamePrimitive } from './exact.js'
import { type ExtendedElement, elementWith } from './extended-element.js'
import { found } from './found.js'
import { compiledInvariant } from './invariant.js'

/** Contexts that R4 forgot: its own resources have these extensions there. Later versions of the definitions allow them. */
const forgotten: ReadonlyMap<string, readonly string[]> = new Map([
  ['http://hl7.org/fhir/StructureDefinition/regex', ['ElementDefinition.type']],
  ['http://hl7.org/fhir/StructureDefinition/structuredefinition-fhir-type', ['ElementDefinition.type']],
  [
    'http://hl7.org/fhir/StructureDefinition/structuredefinition-normative-version',
    ['CodeSystem', 'ElementDefinition', 'OperationDefinition', 'ValueSet'],
  ],
])

type Context = NonNullable<StructureDefinition['context']>[number]

/** Checks that an extension may stand where it stands. https://hl7.org/fhir/R4/defining-extensions.html#context */
export function checkContext(definition: StructureDefinition, spot: Spot): void {
  const { context = [], contextInvariant = [], url = '' } = definition
  if (contextInvariant.length === 0 && context.some(isAnywhere)) return
  const element = elementWith(spot)
  if (element === undefined) return
  const isForgotten = forgotten.get(url)?.some((path) => element.paths.has(path)) === true
  if (context.length > 0 && !isForgotten && !context.some((each) => isAt(each, element, spot))) {
    const allowed = context.map(({ type, expression }) =>
      type === 'extension' ? `the extension \`${shown(expression ?? '')}\`` : `\`${shown(expression ?? '')}\``,
    )
    found(spot, '', {
      code: 'extension',
      sentence: `\`{path}\`: the extension \`${url}\` may not stand in \`${[...element.paths][0]}\`; it is for ${oneOf(allowed)}.`,
    })
  }
  if (contextInvariant.length > 0) checkContextInvariants(definition, element, spot)
}

const isAnywhere = ({ type, expression }: Context): boolean =>
  type === 'element' && (expression === 'Element' || expression === '*')

function isAt({ type, expression = '' }: Context, element: ExtendedElement, { frame }: Spot): boolean {
  if (type === 'extension') return element.extensionUrl === expression.replace(/#.*$/, '')
  if (type === 'fhirpath') return isSelected(expression, element, frame)
  const path = expression.slice(expression.indexOf('#') + 1)
  const { paths, type: elementType } = element
  if (path === 'Element' || path === '*' || paths.has(path)) return true
  if (path === 'CanonicalResource' || path === 'MetadataResource') return isCanonicalResource(elementType, frame)
  return isA(elementType, path, frame.run.definitions) || (path === 'BackboneElement' && element.isBackbone)
}

/** Later versions of FHIR have these names for the resources that are known by a url. https://hl7.org/fhir/R5/canonicalresource.html */
const isCanonicalResource = (type: string, { run: { definitions } }: Frame): boolean =>
  definitions.isResourceType(type) && definitions.type(type)?.byJsonName.has('url') === true

/** Not a profile that anyone could have: the name by which an expression asks whether a value is the element. */
const elementUrl = 'urn:anteroom:element'

/**
 * Whether an element is among those that a FHIRPath selects from the resource. What cannot be evaluated, and a primitive without a value, is let pass.
 * https://hl7.org/fhir/R4/codesystem-extension-context-type.html
 */
function isSelected(expression: string, { value }: ExtendedElement, frame: Frame): boolean {
  const { resource, run } = frame
  if (value === undefined) return true
  const holds = compiledInvariant(`(${expression}).exists(conformsTo('${elementUrl}'))`, run.definitions)
  const environment = { ...environmentOf(frame), conformsTo: (found: unknown) => isSameValue(found, value) }
  const focus = { type: String(resource.resourceType), value: resource, sibling: undefined }
  return holds(focus, environment).kind !== 'violated'
}

/** The very object, and not one like it; primitives are the same where they are equal. */
const isSameValue = (a: unknown, b: unknown): boolean => a === b || isSamePrimitive(a, b)
