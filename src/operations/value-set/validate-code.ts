import { validateCodeInValueSet } from '../../terminology/operations/validate-code.js'
import { resourceAnswer } from '../answer.js'
import { codedInputOf } from '../coded-input.js'
import { flagOf, textOf } from '../input.js'
import type { Operation, OperationEntry } from '../operation.js'
import { readsOnly, single } from '../parameters.js'
import { valueSetOf } from './value-set-of.js'

/** ValueSet/$validate-code: whether a value set holds a code. https://hl7.org/fhir/R4/valueset-operation-validate-code.html */
const perform: Operation = async (context, request) => {
  const { input } = request
  const asked = {
    ...codedInputOf(input),
    system: textOf(input, 'system'),
    systemVersion: textOf(input, 'systemVersion'),
    valueSet: await valueSetOf(context, request),
    url: textOf(input, 'url'),
    valueSetVersion: textOf(input, 'valueSetVersion'),
    context: textOf(input, 'context'),
    abstract: flagOf(input, 'abstract'),
    inferSystem: flagOf(input, 'inferSystem'),
    displayLanguage: textOf(input, 'displayLanguage'),
  }
  return resourceAnswer(await validateCodeInValueSet(context.knowledge().terminology, asked, context.store.queryable))
}

/** The line of ValueSet/$validate-code; `inferSystem` is of R5, and asked for by many clients. */
export const validateSetCode: OperationEntry = {
  code: 'validate-code',
  definition: 'http://hl7.org/fhir/OperationDefinition/ValueSet-validate-code',
  ...readsOnly,
  types: ['ValueSet'],
  parameters: [
    ...single('uri', 'url', 'context', 'system'),
    ...single('ValueSet', 'valueSet'),
    ...single('string', 'valueSetVersion', 'systemVersion', 'display'),
    ...single('code', 'code', 'displayLanguage'),
    ...single('Coding', 'coding'),
    ...single('CodeableConcept', 'codeableConcept'),
    ...single('boolean', 'abstract', 'inferSystem'),
  ],
  perform,
}
