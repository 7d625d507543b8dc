import type { CodeSystem } from '@medplum/fhirtypes'
import t from 'tap'
import type { ConceptFilter } from '../../src/terminology/code-system-source.js'
import { createLocalSource } from '../../src/terminology/local-source.js'
import { animals, noDatabase } from './fixtures.js'

const source = createLocalSource(animals)
const select = async (filters: readonly ConceptFilter[], text?: string, activeOnly = false): Promise<string[]> => {
  const query = { filters, text, activeOnly, offset: 0, count: 100 }
  return (await source.select(query, noDatabase)).concepts.map(({ code }) => code)
}
const filter = (property: string, op: ConceptFilter['op'], value: string): ConceptFilter => ({ property, op, value })

t.test('concepts have the state, the parents and the properties of the resource', async (t) => {
  t.match(source.local?.find('dog'), {
    display: 'Dog',
    definition: 'A tame wolf.',
    active: true,
    abstract: false,
    parents: ['mammal'],
    properties: [{ code: 'legs', valueType: 'integer', value: 4 }, { code: 'sound' }],
  })
  t.equal(source.local?.find('animal')?.abstract, true)
  t.equal(source.local?.find('aurochs')?.active, false)
  t.strictSame(source.local?.find('platypus')?.parents, ['bird', 'mammal'])
  t.equal(source.local?.find('DOG'), undefined)
  t.equal(source.local?.size, 9)
})

t.test('filters select what their operator says, in the order of the system', async (t) => {
  t.strictSame(await select([filter('concept', 'is-a', 'mammal')]), ['mammal', 'dog', 'cat', 'aurochs', 'platypus'])
  t.strictSame(await select([filter('concept', 'descendent-of', 'mammal')]), ['dog', 'cat', 'aurochs', 'platypus'])
  t.strictSame(await select([filter('concept', 'is-not-a', 'animal')]), ['rock'])
  t.strictSame(await select([filter('concept', 'generalizes', 'platypus')]), ['animal', 'mammal', 'bird', 'platypus'])
  t.strictSame(await select([filter('legs', '=', '4')]), ['dog', 'cat'])
  t.strictSame(await select([filter('parent', '=', 'bird')]), ['duck', 'platypus'])
  t.strictSame(await select([filter('code', 'in', 'cat, rock')]), ['cat', 'rock'])
  t.strictSame(await select([filter('legs', 'not-in', '4'), filter('legs', 'exists', 'true')]), ['duck'])
  t.strictSame(await select([filter('sound', 'exists', 'false'), filter('legs', 'exists', 'true')]), ['cat', 'duck'])
  t.strictSame(await select([filter('code', 'regex', '[a-d].t|du.*')]), ['cat', 'duck'])
  t.strictSame(await select([filter('display', 'regex', 'R.*')]), ['rock'])
  t.strictSame(await select([filter('no-such-property', '=', '4')]), [])
})

t.test('a concept is below another or it is not', async (t) => {
  const below = await select([filter('concept', 'is-a', 'bird')])
  const notBelow = await select([filter('concept', 'is-not-a', 'bird')])
  t.strictSame([...below, ...notBelow].sort(), (await select([])).sort())
  t.strictSame(
    below.filter((code) => notBelow.includes(code)),
    [],
  )
})

t.test('text and state narrow, and pages make the whole', async (t) => {
  t.strictSame(await select([], 'WRONG birds'), ['platypus'])
  t.strictSame(await select([], 'hund'), ['dog'])
  t.notOk((await select([], undefined, true)).includes('aurochs'))
  const query = { filters: [], text: undefined, activeOnly: false, count: 4 }
  const pages = await Promise.all([0, 4, 8, 12].map((offset) => source.select({ ...query, offset }, noDatabase)))
  t.strictSame(
    pages.flatMap(({ concepts }) => concepts.map(({ code }) => code)),
    await select([]),
  )
  t.ok(pages.every(({ total }) => total === 9))
})

t.test('the case of codes matters only where the system says so, or says nothing', async (t) => {
  const insensitive = createLocalSource({ ...animals, caseSensitive: false })
  t.equal(insensitive.local?.find('DOG')?.code, 'dog')
  t.equal(insensitive.local?.descends('Animal', 'DOG'), true)
  t.equal(insensitive.local?.fulfils('DOG', [filter('concept', 'is-a', 'MAMMAL')]), true)
  const { caseSensitive: _, ...silent } = animals
  t.equal(createLocalSource(silent).local?.find('DOG'), undefined)
})

t.test('supplements add designations and properties, and no concepts', async (t) => {
  const supplement: CodeSystem = {
    resourceType: 'CodeSystem',
    status: 'active',
    content: 'supplement',
    supplements: animals.url ?? '',
    concept: [
      { code: 'dog', designation: [{ language: 'it', value: 'Cane' }], property: [{ code: 'age', valueInteger: 3 }] },
      { code: 'unicorn', display: 'Unicorn' },
    ],
  }
  const { local } = createLocalSource(animals, [supplement])
  t.match(
    local?.find('dog')?.designations?.map(({ value }) => value),
    ['Hund', 'Chien', 'Cane'],
  )
  t.equal(local?.fulfils('dog', [filter('age', '=', '3')]), true)
  t.equal(local?.find('unicorn'), undefined)
})

t.test('a system that is not complete is a fragment, and children may be told by a property', async (t) => {
  t.equal(createLocalSource({ ...animals, content: 'example' }).content, 'fragment')
  const { local } = createLocalSource({
    ...animals,
    concept: [
      { code: 'a', property: [{ code: 'child', valueCode: 'b' }] },
      { code: 'b' },
      { code: 'b', display: 'twice' },
    ],
  })
  t.equal(local?.descends('a', 'b'), true)
  t.equal(local?.find('b')?.display, undefined)
  t.equal(local?.size, 2)
})
