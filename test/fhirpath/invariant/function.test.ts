import t from 'tap'
import {
  type FunctionCall,
  parameter,
  plain,
  withCriterion,
  withValue,
} from '../../../src/fhirpath/invariant/function.js'
import { createMembers } from '../../../src/fhirpath/invariant/members.js'
import { thisPart } from '../../../src/fhirpath/invariant/navigate.js'
import { definitions } from './evaluate.js'

const call: FunctionCall = { of: thisPart, parameters: [thisPart], definitions, members: createMembers(definitions) }

t.test('a definition says how many parameters it takes, and where they are asked', async (t) => {
  t.match(
    plain((of) => of),
    { parametersMax: 0, isPerItem: false },
  )
  t.match(
    withValue((of) => of),
    { parametersMin: 1, isPerItem: false },
  )
  t.match(
    withCriterion((of) => of),
    { parametersMin: 1, isPerItem: true },
  )
  t.equal(withValue((_, value) => value).compile(call), thisPart)
})

t.test('a parameter that is not there is an error', async (t) => {
  t.equal(parameter(call, 0), thisPart)
  t.throws(() => parameter(call, 1), /parameter 2/)
})
