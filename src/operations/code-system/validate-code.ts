import type { CodeSystem } from '@medplum/fhirtypes'
import { validateCodeInCodeSystem } from '../../terminology/operations/validate-code.js'
import { resourceAnswer } from '../answer.js'
import { codedInputOf } from '../coded-input.js'
import { flagOf, textOf } from '../input.js'
import type { Operation, OperationEntry } from '../operation.js'
import { readsOnly, single } from '../parameters.js'
import { sentResource } from '../sent-resource.js'
import { systemOf } from './system-of.js'

/** CodeSystem/$validate-code: whether a code system has a code. https://hl7.org/fhir/R4/codesystem-operation-validate-code.html */
const perform: Operation = async (context, request) => {
  const { input } = request
  const own = await systemOf(context, request, ['url', 'codeSystem'])
  const asked = {
    ...codedInputOf(input),
    url: own?.system ?? textOf(input, 'url'),
    version: own?.version ?? textOf(input, 'version'),
    codeSystem: sentResource(context, input, 'codeSystem') as CodeSystem | undefined,
    abstract: flagOf(input, 'abstract'),
    displayLanguage: textOf(input, 'displayLanguage'),
  }
  return resourceAnswer(await validateCodeInCodeSystem(context.knowledge().terminology, asked, context.store.queryable))
}

/** The line of CodeSystem/$validate-code. */
export const validateSystemCode: OperationEntry = {
  code: 'validate-code',
  definition: 'http://hl7.org/fhir/OperationDefinition/CodeSystem-validate-code',
  ...readsOnly,
  types: ['CodeSystem'],
  parameters: [
    ...single('uri', 'url'),
    ...single('CodeSystem', 'codeSystem'),
    ...single('code', 'code', 'displayLanguage'),
    ...single('string', 'version', 'display'),
    ...single('Coding', 'coding'),
    ...single('CodeableConcept', 'codeableConcept'),
    ...single('boolean', 'abstract'),
  ],
  perform,
}
