import type { ScopeLetter } from '../../access/access.js'
import { requireScope } from '../../access/access.js'
import { notFound } from '../../fhir/outcome.js'
import type { Context, FhirRequest, FhirResponse } from '../interaction.js'
import { parseSelection, subset } from '../subset.js'
import { historyBundle } from './bundle.js'
import { historyParameters } from './parameters.js'

/** Whose history it is: an instance's, a type's, or everything's. */
export interface HistoryTarget {
  readonly type?: string
  readonly id?: string
}

const scopeOf = ({ type, id }: HistoryTarget): string =>
  [type, id, '_history'].filter((part) => part !== undefined).join('/')

/** Answers a history; the three interactions differ only in whose it is and in the letter of their scope. */
export async function answerHistory(
  context: Context,
  request: FhirRequest,
  { target, letter }: { readonly target: HistoryTarget; readonly letter: ScopeLetter },
): Promise<FhirResponse> {
  requireScope(context.access, letter, target.type ?? '*')
  const scope = scopeOf(target)
  const parameters = historyParameters(context, request, scope)
  const { count, since, at, after } = parameters
  const page = await context.store.history({
    ...target,
    count,
    ...(since === undefined ? {} : { since }),
    ...(at === undefined ? {} : { at }),
    ...(after === undefined ? {} : { after }),
    access: context.access.predicate(letter),
  })
  const { type, id } = target
  if (page.versions.length === 0 && type !== undefined && id !== undefined) {
    const version = await context.store.read(type, id, context.access.predicate(letter))
    if (version === undefined) throw notFound(type, id)
  }
  const selection = parseSelection(request.parameters)
  const cut = (content: string): string =>
    selection === undefined || content === '' ? content : subset(content, selection, context.definitions)
  return { status: 200, body: historyBundle(context, { page, parameters, scope, cut }) }
}
