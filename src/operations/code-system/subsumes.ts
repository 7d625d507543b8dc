import { subsumes as compare } from '../../terminology/operations/subsumes.js'
import { resourceAnswer } from '../answer.js'
import { codingOf } from '../coded-input.js'
import { textOf } from '../input.js'
import type { Operation, OperationEntry } from '../operation.js'
import { readsOnly, single } from '../parameters.js'
import { systemOf } from './system-of.js'

/** CodeSystem/$subsumes: how two codes of one system stand to each other. https://hl7.org/fhir/R4/codesystem-operation-subsumes.html */
const perform: Operation = async (context, request) => {
  const { input } = request
  const own = await systemOf(context, request, ['system'])
  const asked = {
    codeA: textOf(input, 'codeA'),
    codeB: textOf(input, 'codeB'),
    system: own?.system ?? textOf(input, 'system'),
    version: own?.version ?? textOf(input, 'version'),
    codingA: codingOf(input, 'codingA'),
    codingB: codingOf(input, 'codingB'),
  }
  return resourceAnswer(await compare(context.knowledge().terminology, asked, context.store.queryable))
}

/** The line of CodeSystem/$subsumes. */
export const subsumes: OperationEntry = {
  code: 'subsumes',
  definition: 'http://hl7.org/fhir/OperationDefinition/CodeSystem-subsumes',
  ...readsOnly,
  types: ['CodeSystem'],
  parameters: [
    ...single('code', 'codeA', 'codeB'),
    ...single('uri', 'system'),
    ...single('string', 'version'),
    ...single('Coding', 'codingA', 'codingB'),
  ],
  perform,
}
