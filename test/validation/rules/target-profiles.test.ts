import t from 'tap'
import { reference } from '../../../src/validation/rules/reference.js'
import { checkTargetProfiles } from '../../../src/validation/rules/target-profiles.js'
import type { Run } from '../../../src/validation/run.js'
import { ask, canonicalsWith } from './sample-run.js'

const own = 'http://example.org/StructureDefinition/own-patient'
const other = 'http://example.org/StructureDefinition/other-patient'
const definition = (url: string) => ({ resourceType: 'StructureDefinition', id: 'own', url, type: 'Patient' })
const canonicals = canonicalsWith(definition(own), definition(other))
const rule = reference({ targets: [own, other, 'Group'], profiles: [own, other] })

/** Patients conform to a profile where they say so. */
const conforms: Run['conforms'] = (value, profile) => (value as { says?: string[] }).says?.includes(profile) === true
const stored = (resource: object | undefined) => ({
  canonicals,
  conforms,
  answers: { codes: new Map(), resources: new Map([['Patient/1', resource]]) },
})

t.test('holds a target to one of the profiles for its type', async (t) => {
  const resource = (says: readonly string[]) => ({
    resourceType: 'Observation',
    contained: [{ resourceType: 'Patient', id: 'p', says }],
  })
  const run = { canonicals, conforms }
  t.same(ask(rule, { reference: '#p' }, { resource: resource([other]), run }).lines, [])
  const asked = ask(rule, { reference: '#p' }, { resource: resource([]), run })
  t.same(asked.lines, ['error value /x'])
  t.match(
    asked.sentences[0],
    /the Patient that `#p` leads to does not conform to `.*own-patient` or `.*other-patient`\./,
  )
})

t.test('asks for a stored target, and takes one that is not there', async (t) => {
  const asked = ask(rule, { reference: 'Patient/1' }, { run: { canonicals, conforms } })
  t.same(asked.lines, [])
  t.same(asked.questions, [{ kind: 'resource', key: 'Patient/1' }])
  t.same(ask(rule, { reference: 'Patient/1' }, { run: stored(undefined) }).lines, [])
  t.same(ask(rule, { reference: 'Patient/1' }, { run: stored({ resourceType: 'Patient', says: [] }) }).lines, [
    'error value /x',
  ])
  t.same(
    ask(rule, { reference: 'Group/1' }, { run: { canonicals, conforms } }).questions,
    [],
    'a type that needs no profile is not fetched',
  )
})

t.test('takes a target whose profile nobody knows', async (t) => {
  const target = {
    where: 'contained',
    type: 'Patient',
    resource: { resourceType: 'Patient' },
    version: undefined,
  } as const
  const judged = (verdict: boolean | undefined) =>
    ask((_, spot) => checkTargetProfiles([own], '#p', target, spot), undefined, { run: { conforms: () => verdict } })
      .lines
  t.same(judged(undefined), [])
  t.same(judged(true), [])
  t.same(judged(false), ['error value /x'])
})
