import t from 'tap'
import { createMembers } from '../../../src/fhirpath/invariant/members.js'
import {
  childrenPart,
  descendantsPart,
  memberPart,
  namePart,
  thisPart,
} from '../../../src/fhirpath/invariant/navigate.js'
import { collect, type Part, startRun } from '../../../src/fhirpath/invariant/run.js'
import { definitions, environment, patient } from './evaluate.js'

const members = createMembers(definitions)
const scope = () => startRun({ type: 'Patient', value: patient, sibling: undefined }, environment())
const valuesOf = (part: Part) => collect(part, scope()).map(({ value }) => value)

t.test('a name is an element, or the type of the focus', async (t) => {
  t.same(valuesOf(namePart('birthDate', members)), ['1974-12-25'])
  for (const name of ['Patient', 'DomainResource', 'Resource'])
    t.same(valuesOf(namePart(name, members)), [patient], name)
  t.same(valuesOf(namePart('Observation', members)), [])
})

t.test('a path goes on from every item', async (t) => {
  t.same(valuesOf(memberPart(namePart('name', members), 'given', members)), ['Peter', 'James', 'Jim'])
})

t.test('descendants come level by level, and a walk ends where the visitor stops', async (t) => {
  const children = collect(childrenPart(thisPart, members), scope())
  const descendants = collect(descendantsPart(thisPart, members), scope())
  t.same(descendants.slice(0, children.length), children)
  t.ok(descendants.length > children.length)
  let seen = 0
  descendantsPart(thisPart, members).each(scope(), () => {
    seen += 1
    return seen === 3
  })
  t.equal(seen, 3)
})
