import type { Parameters } from '@medplum/fhirtypes'
import t from 'tap'
import { FhirError } from '../../../src/fhir/outcome.js'
import { createTerminology } from '../../../src/terminology/create-terminology.js'
import { type LookupInput, lookup } from '../../../src/terminology/operations/lookup.js'
import { subsumes } from '../../../src/terminology/operations/subsumes.js'
import { animals, canonicalsOf, noDatabase } from '../fixtures.js'

const system = animals.url ?? ''
const engine = createTerminology({ canonicals: canonicalsOf(animals) })
const look = (input: LookupInput): Promise<Parameters> => lookup(engine, { system, ...input }, noDatabase)

const value = ({ parameter }: Parameters, name: string): unknown =>
  parameter?.find((each) => each.name === name)?.valueString

/** Properties as `code=value`. */
const properties = ({ parameter }: Parameters): readonly string[] =>
  (parameter ?? [])
    .filter(({ name }) => name === 'property')
    .map(({ part }) => `${part?.[0]?.valueCode}=${Object.values(part?.[1] ?? {}).at(1)}`)

/** The status and the text of what a promise is rejected with. */
async function rejection(promise: Promise<unknown>): Promise<string> {
  try {
    await promise
    return 'nothing'
  } catch (error) {
    return error instanceof FhirError ? `${error.status} ${error.message}` : String(error)
  }
}

t.test('$lookup tells what is known of a code', async (t) => {
  const found = await look({ code: 'dog' })
  t.equal(value(found, 'name'), 'Animals')
  t.equal(value(found, 'version'), '2.0')
  t.equal(value(found, 'display'), 'Dog')
  t.strictSame(properties(found), [
    'definition=A tame wolf.',
    'inactive=false',
    'notSelectable=false',
    'parent=mammal',
    'legs=4',
    'sound=woof',
  ])
  const designations = found.parameter?.filter(({ name }) => name === 'designation') ?? []
  t.strictSame(designations[0], {
    name: 'designation',
    part: [
      { name: 'language', valueCode: 'de' },
      { name: 'value', valueString: 'Hund' },
    ],
  })
})

t.test('$lookup gives the properties that are asked for, children too', async (t) => {
  t.strictSame(properties(await look({ code: 'dog', properties: ['legs'] })), ['legs=4'])
  const bird = await look({ coding: { system, code: 'bird' }, properties: ['child', 'parent'] })
  t.strictSame(properties(bird), ['parent=animal', 'child=duck', 'child=platypus'])
  const german = await look({ code: 'dog', properties: ['lang.de'], displayLanguage: 'fr' })
  t.equal(value(german, 'display'), 'Chien')
  t.equal(german.parameter?.filter(({ name }) => name === 'designation').length, 1)
  t.ok(properties(await look({ code: 'bird', properties: ['*'] })).includes('child=duck'))
})

t.test('$lookup refuses what it cannot answer', async (t) => {
  t.match(await rejection(look({ code: 'newt' })), /^404 The code `newt` is not in the code system `Animals`/)
  t.match(
    await rejection(look({ system: 'http://loinc.org', code: '8867-4' })),
    /^404 .*`anteroom terminology import` loads LOINC/,
  )
  t.match(await rejection(look({ code: 'dog', version: '1.0' })), /^404 .*version `2.0` is\.$/)
  t.match(await rejection(look({})), /^400 /)
  t.match(await rejection(look({ code: 'dog', coding: { code: 'dog' } })), /^400 /)
  t.match(await rejection(lookup(engine, { code: 'dog' }, noDatabase)), /^400 .*`system`/)
})

t.test('$subsumes tells how two codes stand to each other', async (t) => {
  const outcome = async (codeA: string, codeB: string): Promise<unknown> =>
    (await subsumes(engine, { system, codeA, codeB }, noDatabase)).parameter?.[0]?.valueCode
  t.equal(await outcome('dog', 'dog'), 'equivalent')
  t.equal(await outcome('animal', 'platypus'), 'subsumes')
  t.equal(await outcome('platypus', 'mammal'), 'subsumed-by')
  t.equal(await outcome('dog', 'cat'), 'not-subsumed')
  const codings = { codingA: { system, code: 'animal' }, codingB: { system, code: 'dog' } }
  t.match(await subsumes(engine, codings, noDatabase), { parameter: [{ name: 'outcome', valueCode: 'subsumes' }] })
})

t.test('$subsumes refuses codes of different or unknown systems', async (t) => {
  t.match(await rejection(subsumes(engine, { codeA: 'dog', codeB: 'cat' }, noDatabase)), /^400 .*`system`/)
  t.match(await rejection(subsumes(engine, { system, codeA: 'dog' }, noDatabase)), /^400 /)
  t.match(await rejection(subsumes(engine, { system, codeA: 'dog', codeB: 'newt' }, noDatabase)), /^404 /)
  const codings = { codingA: { system, code: 'dog' }, codingB: { system: 'http://other', code: 'dog' } }
  t.match(await rejection(subsumes(engine, codings, noDatabase)), /^400 .*same system/)
})
