import { requireScope } from '../access/access.js'
import type { Context, FhirRequest, FhirResponse, InteractionEntry } from './interaction.js'

/** Performs a line of the table for a client that may: the one place where the table's scope letter is checked, for requests and batch entries alike. */
export async function dispatch(entry: InteractionEntry, context: Context, request: FhirRequest): Promise<FhirResponse> {
  if (entry.scope !== 'none' && entry.scope !== 'each') requireScope(context.access, entry.scope, request.type ?? '*')
  return entry.perform(context, request)
}
