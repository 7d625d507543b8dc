import { pathToFileURL } from 'node:url'
import t from 'tap'
import { createCanonicals } from '../../src/definitions/create-canonicals.js'
import { loadCanonicals } from '../../src/definitions/load-canonicals.js'

const canonicals = createCanonicals([loadCanonicals()])
const structure = (name: string) =>
  canonicals.find('StructureDefinition', `http://hl7.org/fhir/StructureDefinition/${name}`)

t.test('all of R4 is there', async (t) => {
  const counts = (['StructureDefinition', 'ValueSet', 'CodeSystem', 'ConceptMap', 'SearchParameter'] as const).map(
    (type) => canonicals.list(type).length,
  )
  t.same(counts, [649, 1316, 1062, 19, 1377])
})

t.test('what is read is what the index says', async (t) => {
  for (const type of ['StructureDefinition', 'ValueSet', 'CodeSystem', 'ConceptMap', 'SearchParameter'] as const) {
    const wrong = canonicals.list(type).filter(({ url, version, id, load }) => {
      const resource = load()
      return (
        resource.resourceType !== type || resource.url !== url || resource.version !== version || resource.id !== id
      )
    })
    t.same(
      wrong.map(({ url }) => url),
      [],
    )
  }
})

t.test('every structure has a snapshot, without differential and narrative', async (t) => {
  const wrong = canonicals
    .list('StructureDefinition')
    .map(({ load }) => load())
    .filter((found) => found.snapshot === undefined || found.differential !== undefined || found.text !== undefined)
  t.same(
    wrong.map(({ url }) => url),
    [],
  )
})

t.test('no other version of FHIR is there, and what was changed is as R4 has it', async (t) => {
  t.equal(structure('SubscriptionStatus'), undefined)
  t.equal(canonicals.entry('ValueSet', 'http://hl7.org/fhir/ValueSet/detectedissue-status'), undefined)
  const elements = structure('EvidenceVariable')?.snapshot?.element ?? []
  t.notOk(elements.some(({ path }) => path === 'EvidenceVariable.characteristic.linkId'))
  t.match(
    elements.find(({ path }) => path === 'EvidenceVariable.characteristic.groupMeasure'),
    {
      id: 'EvidenceVariable.characteristic.groupMeasure',
      binding: { valueSet: 'http://hl7.org/fhir/ValueSet/group-measure|4.0.1' },
      constraint: [{ key: 'ele-1' }],
    },
  )
  t.match(structure('DetectedIssue')?.snapshot?.element.find(({ path }) => path === 'DetectedIssue.status')?.binding, {
    valueSet: 'http://hl7.org/fhir/ValueSet/observation-status|4.0.1',
  })
})

t.test('every value set that an element is bound to is there, but for one of LOINC', async (t) => {
  const bound = canonicals
    .list('StructureDefinition')
    .flatMap(({ load }) => load().snapshot?.element ?? [])
    .flatMap(({ binding }) => (binding?.strength === 'required' ? (binding.valueSet ?? []) : []))
  const missing = [...new Set(bound)].filter((url) => canonicals.entry('ValueSet', url) === undefined)
  t.same(missing, ['http://loinc.org/vs/LL379-9|4.0.1'])
})

t.test('several versions of a table of v2 stand side by side', async (t) => {
  const url = 'http://terminology.hl7.org/CodeSystem/v2-0360'
  t.same(
    canonicals.versions('CodeSystem', url).map(({ version }) => version),
    ['2.7', '2.3.1'],
  )
  t.equal(canonicals.find('CodeSystem', `${url}|2.3.1`)?.url, url)
})

t.test('an absent folder is said with the way to mend it', async (t) => {
  t.throws(() => loadCanonicals(pathToFileURL(`${t.testdir()}/`)), /npm run build/)
})
