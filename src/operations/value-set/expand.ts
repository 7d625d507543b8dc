import { expand as expandSet } from '../../terminology/operations/expand.js'
import { resourceAnswer } from '../answer.js'
import { flagOf, textOf, textsOf, wholeOf } from '../input.js'
import type { Operation, OperationEntry } from '../operation.js'
import { readsOnly, repeated, single } from '../parameters.js'
import { valueSetOf } from './value-set-of.js'

/** ValueSet/$expand: the codes of a value set, in pages by `offset` and `count`. https://hl7.org/fhir/R4/valueset-operation-expand.html */
const perform: Operation = async (context, request) => {
  const { input } = request
  const asked = {
    valueSet: await valueSetOf(context, request),
    url: textOf(input, 'url'),
    valueSetVersion: textOf(input, 'valueSetVersion'),
    context: textOf(input, 'context'),
    filter: textOf(input, 'filter'),
    offset: wholeOf(input, 'offset'),
    count: wholeOf(input, 'count'),
    activeOnly: flagOf(input, 'activeOnly'),
    includeDesignations: flagOf(input, 'includeDesignations'),
    designations: textsOf(input, 'designation'),
    includeDefinition: flagOf(input, 'includeDefinition'),
    excludeNested: flagOf(input, 'excludeNested'),
    excludeNotForUI: flagOf(input, 'excludeNotForUI'),
    displayLanguage: textOf(input, 'displayLanguage'),
    excludeSystem: textsOf(input, 'exclude-system'),
    systemVersion: textsOf(input, 'system-version'),
    checkSystemVersion: textsOf(input, 'check-system-version'),
    forceSystemVersion: textsOf(input, 'force-system-version'),
    stamp: { identifier: `urn:uuid:${context.createId()}`, timestamp: new Date(context.now()).toISOString() },
  }
  return resourceAnswer(await expandSet(context.knowledge().terminology, asked, context.store.queryable))
}

/** The line of ValueSet/$expand. */
export const expand: OperationEntry = {
  code: 'expand',
  definition: 'http://hl7.org/fhir/OperationDefinition/ValueSet-expand',
  ...readsOnly,
  types: ['ValueSet'],
  parameters: [
    ...single('uri', 'url', 'context'),
    ...single('ValueSet', 'valueSet'),
    ...single('string', 'valueSetVersion', 'filter'),
    ...single('integer', 'offset', 'count'),
    ...single('boolean', 'includeDesignations', 'includeDefinition', 'activeOnly', 'excludeNested', 'excludeNotForUI'),
    ...repeated('string', 'designation'),
    ...single('code', 'displayLanguage'),
    ...repeated('canonical', 'exclude-system', 'system-version', 'check-system-version', 'force-system-version'),
  ],
  perform,
}
