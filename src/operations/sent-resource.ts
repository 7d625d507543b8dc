import { malformed } from '../fhir/outcome.js'
import type { Context } from '../interactions/interaction.js'
import { type OperationInput, resourcesOf } from './input.js'

/** The resource that a request brings along to work with; undefined where it brings none. Throws 400 for one that is not of its structure. */
export function sentResource(context: Context, input: OperationInput, name: string): object | undefined {
  const [sent] = resourcesOf(input, name)
  if (sent === undefined) return undefined
  const resource = sent.value as { readonly resourceType?: unknown }
  const issues = context.checkStructure(String(resource.resourceType), resource)
  if (issues.length > 0) throw malformed(...issues)
  return resource
}
