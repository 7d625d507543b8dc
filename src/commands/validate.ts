import { readPackage } from '../bulk-data/package/read-package.js'
import { configFromEnvironment } from '../config.js'
import type { CanonicalEntry, CanonicalType, CanonicalTypes } from '../definitions/canonicals.js'
import { entryOf } from '../definitions/entry.js'
import { loadDefinitions } from '../definitions/load.js'
import { loadCanonicals } from '../definitions/load-canonicals.js'
import { loadProfiles } from '../definitions/profiles/load-profiles.js'
import type { JsonLimits } from '../fhir/json-scan.js'
import { type Issue, operationOutcome } from '../fhir/outcome.js'
import { noAnswers } from '../interactions/look-up.js'
import { knowledgeOf } from '../server/knowledge.js'
import { createStructureCheck } from '../validation/structure.js'
import { loadBuiltValidators } from '../validation/structures/built-validators.js'
import type { Validate } from '../validation/validator.js'
import { type ReadDocument, readDocuments } from './read-documents.js'

export interface ValidateOptions {
  readonly profile?: readonly string[]
  readonly package?: readonly string[]
  readonly json?: true
}

const canonicalTypes: ReadonlySet<string> = new Set<CanonicalType>([
  ...(['StructureDefinition', 'ValueSet', 'CodeSystem', 'ConceptMap', 'SearchParameter'] as const),
])

/** The conformance resources of packages, in memory only. */
async function packageLayer(paths: readonly string[], limits: JsonLimits): Promise<readonly CanonicalEntry[]> {
  const entries: CanonicalEntry[] = []
  for (const path of paths) {
    const { name, version, resources } = await readPackage(path, limits)
    for (const { content } of resources) {
      if (!canonicalTypes.has(content.type)) continue
      entries.push(entryOf(content.resource as CanonicalTypes[CanonicalType], `${name}#${version}`))
    }
  }
  return entries
}

/** What no file holds is not there: references that lead out of it are not followed. */
function issuesOf(validate: Validate, { content }: ReadDocument, profiles: readonly string[]): readonly Issue[] {
  if (!('rest' in content)) return content
  const request = { type: content.type, resource: content.exactNumbers ?? content.resource, profiles }
  const first = validate({ ...request, answers: noAnswers })
  if (first.questions.length === 0) return first.issues
  const absent = first.questions.flatMap(({ kind, key }) => (kind === 'resource' ? [[key, undefined] as const] : []))
  return validate({ ...request, answers: { ...noAnswers, resources: new Map(absent) } }).issues
}

const fileExtension = 'http://hl7.org/fhir/StructureDefinition/operationoutcome-file'

function jsonLine(name: string, issues: readonly Issue[]): string {
  const { resourceType, issue } = operationOutcome(issues)
  return JSON.stringify({ resourceType, extension: [{ url: fileExtension, valueString: name }], issue })
}

const textLines = (name: string, issues: readonly Issue[]): readonly string[] =>
  issues.map(
    ({ severity, expression, diagnostics }) =>
      `${name}: ${severity}: ${expression === undefined ? '' : `${expression.join(', ')}: `}${diagnostics}`,
  )

function summaryOf(resources: number, wrong: number): string {
  const validated = resources === 1 ? '1 resource was validated' : `${resources} resources were validated`
  return `${validated}; ${wrong === 0 ? 'none has errors' : `${wrong} of them ${wrong === 1 ? 'has' : 'have'} errors`}.`
}

const isError = ({ severity }: Issue): boolean => severity === 'error' || severity === 'fatal'

const allIsWell: Issue = {
  severity: 'information',
  code: 'informational',
  diagnostics: 'All is well: nothing is wrong with the resource.',
}

/**
 * `anteroom validate FILE…`: validates files by R4, Anteroom's profiles and the packages that are named, without a database; the messages are those of
 * `$validate`. Sets exit code 1 where an error was found.
 */
export async function validateFiles(paths: readonly string[], options: ValidateOptions): Promise<void> {
  const config = configFromEnvironment()
  const definitions = loadDefinitions()
  const limits = config.limits.json
  const own = [loadCanonicals(), loadProfiles().entries]
  const parts = {
    config,
    definitions,
    checkStructure: createStructureCheck(definitions),
    own,
    built: loadBuiltValidators(),
  }
  const { validate } = knowledgeOf(parts, [await packageLayer(options.package ?? [], limits)])
  let resources = 0
  let wrong = 0
  for await (const document of readDocuments({ definitions, limits }, paths)) {
    const issues = issuesOf(validate, document, options.profile ?? [])
    resources += 1
    if (issues.some(isError)) wrong += 1
    const told = options.json === true
    if (told) console.log(jsonLine(document.name, issues.length === 0 ? [allIsWell] : issues))
    else for (const line of textLines(document.name, issues)) console.log(line)
  }
  console.error(summaryOf(resources, wrong))
  if (wrong > 0) process.exitCode = 1
}
