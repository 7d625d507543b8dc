import type { CodeSystem, CodeSystemConcept } from '@medplum/fhirtypes'
import { conceptsOf } from '../../concepts.js'
import type { IncomingConcept } from '../load.js'
import { headOf } from '../load-code-system.js'
import { openText, type TextFile } from './bytes.js'
import { type CodeSystemFile, fileError, type Opening } from './code-system-file.js'
import { type JsonPart, jsonParts } from './json-elements.js'

const childUri = 'http://hl7.org/fhir/concept-properties#child'

/** A CodeSystem resource in JSON, also packed (`.json.gz`). It is read twice: what it says of itself may stand behind its concepts. */
export async function openCodeSystem({ path, version }: Opening): Promise<CodeSystemFile> {
  const file = await openText(path)
  const resource = await readHead(file)
  try {
    const head = headOf(version === undefined ? resource : { ...resource, version })
    return {
      head,
      concepts: conceptsIn(file, resource),
      notes:
        head.content === 'complete' ? [] : [`The system is a fragment: a code that it hasn’t got may still be right.`],
      bytesTotal: file.size * 2,
      bytesRead: file.bytesRead,
    }
  } catch (error) {
    throw fileError(path, undefined, (error as Error).message)
  }
}

async function readHead(file: TextFile): Promise<CodeSystem> {
  for await (const part of jsonParts(file, 'concept')) {
    if (part.kind === 'element') continue
    const resource = parsed<CodeSystem>(file, part)
    if (resource.resourceType !== 'CodeSystem') {
      throw fileError(
        file.path,
        undefined,
        `this is no CodeSystem, its \`resourceType\` is \`${resource.resourceType}\`.`,
      )
    }
    return resource
  }
  throw fileError(file.path, undefined, 'this is no CodeSystem.')
}

async function* conceptsIn(file: TextFile, resource: CodeSystem): AsyncGenerator<IncomingConcept> {
  const declared = (resource.property ?? []).filter(({ uri }) => uri === childUri)
  const childNames = new Set(['child', ...declared.flatMap(({ code }) => code ?? [])])
  for await (const part of jsonParts(file, 'concept')) {
    if (part.kind === 'rest') continue
    const element = parsed<CodeSystemConcept>(file, part)
    for (const concept of conceptsOf({ ...resource, concept: [element] })) {
      // A child may be another element, which is not at hand here.
      const children = (concept.properties ?? []).filter(({ code }) => childNames.has(code))
      yield children.length === 0 ? concept : { ...concept, children: children.map(({ value }) => String(value)) }
    }
  }
}

function parsed<T>(file: TextFile, { text, line }: JsonPart): T {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw fileError(file.path, line, `the JSON that begins here is wrong: ${(error as Error).message}`)
  }
}
