import { requireScope } from '../access/access.js'
import { isAddressableId } from '../fhir/id.js'
import { type Issue, issue } from '../fhir/outcome.js'
import type { ResourceText } from '../fhir/resource-text.js'
import type { Context } from '../interactions/interaction.js'
import { putOf } from '../interactions/prepare.js'
import { dryRun } from './dry-run.js'
import type { OperationRequest } from './operation.js'

/** The write that is asked about. */
export interface AskedWrite {
  readonly request: OperationRequest
  readonly mode: 'create' | 'update'
  readonly content: ResourceText
  /** False where the resource has errors: the store isn't asked about it then. */
  readonly isRight: boolean
}

/** A create ignores the id of the client; who expects it to stay should know, all the more where another resource has it. */
async function idOfCreate(context: Context, { content }: AskedWrite): Promise<readonly Issue[]> {
  const { type, id } = content
  if (id === undefined) return []
  const found = isAddressableId(id) ? await context.store.read(type, id, context.access.predicate('r')) : undefined
  const isThere = found !== undefined && !found.deleted
  const diagnostics = isThere
    ? `\`${type}/${id}\` exists already: a create ignores the id and makes another resource. Update it, or leave the id out.`
    : `A create ignores the id \`${id}\`: the server gives one. An update (\`PUT ${type}/${id}\`) would keep it.`
  const severity = isThere ? 'warning' : 'information'
  return [{ severity, code: isThere ? 'duplicate' : 'informational', diagnostics, expression: [`${type}.id`] }]
}

/** "If no id element is provided, or the id disagrees with the id in the URL, the server SHALL respond with an HTTP 400 error code". */
function idOfUpdate({ request, content }: AskedWrite): readonly Issue[] {
  const { type, id } = content
  if (id === undefined)
    return [issue('required', `\`${type}.id\` is missing: an update names the resource by its id.`, `${type}.id`)]
  if (request.id === undefined || request.id === id) return []
  return [
    issue(
      'invalid',
      `The resource has the id \`${id}\`, and the address names \`${type}/${request.id}\`.`,
      `${type}.id`,
    ),
  ]
}

/** What would be said to a create or update beside what is wrong with the resource itself. The client needs the letter of that write. */
export async function writeIssues(context: Context, asked: AskedWrite): Promise<readonly Issue[]> {
  const { mode, content, isRight } = asked
  requireScope(context.access, mode === 'create' ? 'c' : 'u', content.type)
  const ofId = mode === 'create' ? await idOfCreate(context, asked) : idOfUpdate(asked)
  const id = mode === 'create' ? context.createId() : content.id
  if (!isRight || id === undefined || ofId.some(({ severity }) => severity === 'error')) return ofId
  const write =
    mode === 'create'
      ? putOf(context, content, { id, method: 'POST', expect: { kind: 'new' } })
      : putOf(context, content, { id, method: 'PUT', expect: { kind: 'any' } })
  return [...ofId, ...(await dryRun(context, write))]
}
