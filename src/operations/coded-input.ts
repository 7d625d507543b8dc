import type { CodeableConcept, Coding } from '@medplum/fhirtypes'
import { type OperationInput, recordOf, textOf } from './input.js'

/** A Coding; its structure was checked when the parameters were read. */
export const codingOf = (input: OperationInput, name: string): Coding | undefined =>
  recordOf(input, name) as Coding | undefined

/** What several operations take alike: a code in one of its forms. */
export const codedInputOf = (input: OperationInput) => ({
  code: textOf(input, 'code'),
  display: textOf(input, 'display'),
  coding: codingOf(input, 'coding'),
  codeableConcept: recordOf(input, 'codeableConcept') as CodeableConcept | undefined,
})
