import { requireScope } from '../access/access.js'
import { parseJson } from '../fhir/json-parse.js'
import type { JsonText } from '../fhir/json-text.js'
import { badRequest, FhirError, gone, type Issue, issue, notFound, operationOutcome } from '../fhir/outcome.js'
import { type ResourceText, resourceText } from '../fhir/resource-text.js'
import type { Context } from '../interactions/interaction.js'
import { deleteOf } from '../interactions/prepare.js'
import { validateAll } from '../interactions/validate-all.js'
import { resourceAnswer } from './answer.js'
import { dryRun } from './dry-run.js'
import { resourcesOf, textOf, textsOf } from './input.js'
import type { Operation, OperationEntry, OperationRequest } from './operation.js'
import { writeIssues } from './write-issues.js'

/** https://hl7.org/fhir/R4/valueset-resource-validation-mode.html */
const modes = ['create', 'update', 'delete', 'profile'] as const
type Mode = (typeof modes)[number]

function modeOf({ input }: OperationRequest): Mode | undefined {
  const asked = textOf(input, 'mode')
  const mode = modes.find((each) => each === asked)
  if (asked === undefined || mode !== undefined) return mode
  throw badRequest(`\`mode\` is \`${asked}\`; expected one of ${modes.map((each) => `\`${each}\``).join(', ')}.`)
}

/** The current version of the resource that the address names; throws 404 or 410. */
async function stored(context: Context, { type = '', id = '' }: OperationRequest): Promise<JsonText> {
  const version = await context.store.read(type, id, context.access.predicate('r'))
  if (version === undefined) throw notFound(type, id)
  if (version.deleted) throw gone(type, id, version.version)
  return parseJson(version.content, context.limits.json)
}

/** The resource that is validated: the one that was sent, else the stored one. */
async function subjectOf(context: Context, request: OperationRequest, mode: Mode | undefined): Promise<JsonText> {
  const [sent] = resourcesOf(request.input, 'resource')
  if (mode === 'profile') {
    if (textsOf(request.input, 'profile').length === 0) throw badRequest('The mode `profile` needs a `profile`.')
    if (sent !== undefined || request.level !== 'instance') {
      throw badRequest('The mode `profile` is about a stored resource: call it on one, and send none.')
    }
  }
  if (sent !== undefined) return sent
  if (request.level === 'instance' && mode !== 'create' && mode !== 'update') return stored(context, request)
  throw badRequest('There is no resource to validate: send it as the body, or as the parameter `resource`.')
}

/** The resource as the writes have it; what cannot even be taken apart is told as issues. */
function contentOf(resource: JsonText): ResourceText | readonly Issue[] {
  try {
    return resourceText(resource)
  } catch (error) {
    if (error instanceof FhirError) return error.issues
    throw error
  }
}

async function issuesOf(
  context: Context,
  request: OperationRequest,
  mode: Mode | undefined,
): Promise<readonly Issue[]> {
  const content = contentOf(await subjectOf(context, request, mode))
  if (!('rest' in content)) return content
  const { type } = content
  const resource = content.exactNumbers ?? content.resource
  const profiles = textsOf(request.input, 'profile')
  const [result] = await validateAll(context, [{ type, resource, profiles }])
  const issues = result?.issues ?? []
  if (type !== request.type) return [wrongType(type, request.type ?? ''), ...issues]
  const isRight = !issues.some(({ severity }) => severity === 'error' || severity === 'fatal')
  const ofWrite =
    mode === 'create' || mode === 'update' ? await writeIssues(context, { request, mode, content, isRight }) : []
  return [...ofWrite, ...issues]
}

const wrongType = (type: string, expected: string): Issue =>
  issue(
    'invalid',
    `The resource is a \`${type}\`, and the address asks for a \`${expected}\`.`,
    'Resource.resourceType',
  )

/** Whether the resource could be deleted: the one of the address, or the one that was sent. */
async function deletionIssues(context: Context, request: OperationRequest): Promise<readonly Issue[]> {
  const [sent] = resourcesOf(request.input, 'resource')
  const id = request.id ?? (sent?.value as { readonly id?: unknown } | undefined)?.id
  const { type = '' } = request
  if (typeof id !== 'string') throw badRequest('The mode `delete` is about a stored resource: call it on one.')
  requireScope(context.access, 'd', type)
  await stored(context, { ...request, id })
  return dryRun(context, deleteOf(context, { type, id, expect: { kind: 'any' } }))
}

const allIsWell: Issue = {
  severity: 'information',
  code: 'informational',
  diagnostics: 'All is well: nothing is wrong with the resource.',
}

/** Errors first; the order stays otherwise. */
const inOrder = (issues: readonly Issue[]): readonly Issue[] => {
  const ranks = { fatal: 0, error: 1, warning: 2, information: 3 }
  return [...issues].sort((left, right) => ranks[left.severity] - ranks[right.severity])
}

/**
 * Resource/$validate: what would be said to this resource, or is to be said of the stored one. The answer is 200 with an OperationOutcome, whatever was found;
 * 4xx says that the operation itself could not run. https://hl7.org/fhir/R4/resource-operation-validate.html
 */
const perform: Operation = async (context, request) => {
  const mode = modeOf(request)
  const issues = mode === 'delete' ? await deletionIssues(context, request) : await issuesOf(context, request, mode)
  return resourceAnswer(operationOutcome(issues.length === 0 ? [allIsWell] : inOrder(issues)))
}

/** The line of `$validate`. Modes that ask what a write would do need the letter of that write. */
export const validate: OperationEntry = {
  code: 'validate',
  definition: 'http://hl7.org/fhir/OperationDefinition/Resource-validate',
  places: [
    { level: 'type', scope: 'each' },
    { level: 'instance', scope: 'r' },
  ],
  types: '*',
  methods: ['GET', 'POST'],
  parameters: [
    { name: 'resource', type: 'Resource', max: 1 },
    { name: 'mode', type: 'code', max: 1 },
    { name: 'profile', type: 'canonical', max: '*' },
  ],
  perform,
}
