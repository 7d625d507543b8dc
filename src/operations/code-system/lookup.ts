import { lookup as look } from '../../terminology/operations/lookup.js'
import { resourceAnswer } from '../answer.js'
import { codingOf } from '../coded-input.js'
import { textOf, textsOf } from '../input.js'
import type { Operation, OperationEntry } from '../operation.js'
import { readsOnly, repeated, single } from '../parameters.js'
import { systemOf } from './system-of.js'

/** CodeSystem/$lookup: what is known of a code. https://hl7.org/fhir/R4/codesystem-operation-lookup.html */
const perform: Operation = async (context, request) => {
  const { input } = request
  const own = await systemOf(context, request, ['system'])
  const asked = {
    code: textOf(input, 'code'),
    system: own?.system ?? textOf(input, 'system'),
    version: own?.version ?? textOf(input, 'version'),
    coding: codingOf(input, 'coding'),
    displayLanguage: textOf(input, 'displayLanguage'),
    properties: textsOf(input, 'property'),
  }
  return resourceAnswer(await look(context.knowledge().terminology, asked, context.store.queryable))
}

/** The line of CodeSystem/$lookup. */
export const lookup: OperationEntry = {
  code: 'lookup',
  definition: 'http://hl7.org/fhir/OperationDefinition/CodeSystem-lookup',
  ...readsOnly,
  types: ['CodeSystem'],
  parameters: [
    ...single('code', 'code', 'displayLanguage'),
    ...single('uri', 'system'),
    ...single('string', 'version'),
    ...single('Coding', 'coding'),
    ...repeated('code', 'property'),
  ],
  perform,
}
