import type { CodeableConcept, ConceptMap } from '@medplum/fhirtypes'
import { badRequest } from '../../fhir/outcome.js'
import { translate as map } from '../../terminology/operations/translate.js'
import { resourceAnswer } from '../answer.js'
import { codedInputOf } from '../coded-input.js'
import { flagOf, type OperationInput, partsOf, recordOf, textOf } from '../input.js'
import type { Operation, OperationEntry } from '../operation.js'
import { readsOnly, single } from '../parameters.js'
import { sentResource } from '../sent-resource.js'
import { storedResource } from '../stored-resource.js'

function dependencyOf(part: OperationInput) {
  const element = textOf(part, 'element')
  const concept = recordOf(part, 'concept') as CodeableConcept | undefined
  if (element !== undefined && concept !== undefined) return { element, concept }
  throw badRequest('Each `dependency` needs the parts `element` and `concept`.')
}

/** ConceptMap/$translate: the codes that a code is mapped to. https://hl7.org/fhir/R4/conceptmap-operation-translate.html */
const perform: Operation = async (context, request) => {
  const { input } = request
  const naming = ['url', 'conceptMap', 'conceptMapVersion']
  const stored = await storedResource(context, request, { type: 'ConceptMap', naming })
  const asked = {
    ...codedInputOf(input),
    system: textOf(input, 'system'),
    version: textOf(input, 'version'),
    url: textOf(input, 'url'),
    conceptMap: stored ?? (sentResource(context, input, 'conceptMap') as ConceptMap | undefined),
    conceptMapVersion: textOf(input, 'conceptMapVersion'),
    source: textOf(input, 'source'),
    target: textOf(input, 'target'),
    targetsystem: textOf(input, 'targetsystem'),
    reverse: flagOf(input, 'reverse'),
    dependencies: partsOf(input, 'dependency').map(dependencyOf),
  }
  return resourceAnswer(await map(context.knowledge().terminology, asked))
}

/** The line of ConceptMap/$translate. */
export const translate: OperationEntry = {
  code: 'translate',
  definition: 'http://hl7.org/fhir/OperationDefinition/ConceptMap-translate',
  ...readsOnly,
  types: ['ConceptMap'],
  parameters: [
    ...single('uri', 'url', 'system', 'source', 'target', 'targetsystem'),
    ...single('ConceptMap', 'conceptMap'),
    ...single('string', 'conceptMapVersion', 'version'),
    ...single('code', 'code'),
    ...single('Coding', 'coding'),
    ...single('CodeableConcept', 'codeableConcept'),
    ...single('boolean', 'reverse'),
    {
      name: 'dependency',
      type: 'part',
      max: '*',
      parts: [...single('uri', 'element'), ...single('CodeableConcept', 'concept')],
    },
  ],
  perform,
}
