import t from 'tap'
import type { SearchPlan } from '../../src/search/plan.js'
import { compartmentText } from '../../src/search/token-text.js'
import type { Reader, SearchPage } from '../../src/store/store.js'
import { openScratch, parameterContext, planOf, put, type Sample, searcher } from './search-world.js'

const { database, close } = await openScratch()
t.teardown(close)

const families = ['Ito', 'Ames', 'Zola', 'Berg', 'Cruz', 'Ames', 'Émile', 'Dahl', 'Ek', 'Ford']
const patients = families.map(
  (family, index): Sample => ({
    resourceType: 'Patient',
    id: `p${index}`,
    active: index !== 3,
    name: [{ family, given: [`Given${index}`] }],
    gender: index % 2 === 0 ? 'female' : 'male',
    birthDate: `19${50 + (index % 4)}-01-01`,
    ...(index === 9 ? { managingOrganization: { reference: 'Organization/o1' } } : {}),
    generalPractitioner: [{ reference: 'Practitioner/d1' }],
  }),
)
const observations = Array.from(
  { length: 30 },
  (_, index): Sample => ({
    resourceType: 'Observation',
    id: `b${String(index).padStart(2, '0')}`,
    status: index % 10 === 0 ? 'preliminary' : 'final',
    code: { coding: [{ system: 'http://loinc.org', code: index % 3 === 0 ? '8867-4' : '8480-6' }] },
    subject: { reference: `Patient/p${index % 3}` },
    ...(index % 7 === 0 ? {} : { effectiveDateTime: `2026-02-${String(1 + (index % 5)).padStart(2, '0')}` }),
    performer: [{ reference: 'Practitioner/d1' }],
  }),
)
const others: Sample[] = [
  { resourceType: 'Practitioner', id: 'd1', name: [{ family: 'Who' }] },
  { resourceType: 'Organization', id: 'o1', name: 'Clinic', partOf: { reference: 'Organization/o2' } },
  { resourceType: 'Organization', id: 'o2', name: 'Group', partOf: { reference: 'Organization/o3' } },
  { resourceType: 'Organization', id: 'o3', name: 'Holding' },
]
for (const [index, sample] of [...patients, ...observations, ...others].entries()) await put(database, sample, index)

const collector = searcher(database)
const { matchTokens, run, ids } = collector
/** Three matches are many already: pages are walked to. */
const walker = searcher(database, { walkAbove: 3 })
const sorted = (list: readonly string[]): string[] => [...list].sort()

/** Follows `next` to the end, then `previous` back to the start; every page but the first and last is full. */
async function walkPages(
  search: Reader['search'],
  plan: SearchPlan,
): Promise<{ forwards: string[]; backwards: string[] }> {
  const keyOf = ({ matches }: SearchPage): string[] => matches.map(({ type, id }) => `${type}/${id}`)
  const forwards: string[] = []
  let page = await search(plan)
  forwards.push(...keyOf(page))
  while (page.hasNext) {
    const last = page.matches.at(-1)
    if (last === undefined) break
    page = await search({
      ...plan,
      cursor: { direction: 'next', type: last.type, id: last.id, values: last.sortValues },
    })
    forwards.push(...keyOf(page))
  }
  const backwards = keyOf(page)
  while (page.hasPrevious) {
    const [first] = page.matches
    if (first === undefined) break
    page = await search({
      ...plan,
      cursor: { direction: 'previous', type: first.type, id: first.id, values: first.sortValues },
    })
    backwards.unshift(...keyOf(page))
  }
  return { forwards, backwards }
}

t.test('finds by each kind of parameter', async (t) => {
  t.same(sorted(await ids('Patient?family=ames')), ['p1', 'p5'])
  t.same(sorted(await ids('Patient?gender=male&birthdate=1951-01-01')), ['p1', 'p5', 'p9'])
  t.same(await ids('Patient?_id=p3,p8'), ['p8', 'p3'])
  t.same(await ids('Patient?active=false'), ['p3'])
  t.same(sorted(await ids('Patient?family=ames,berg')), ['p1', 'p3', 'p5'])
  t.same(await ids('Patient?organization=Organization/o1'), ['p9'])
  t.same(await ids('Patient?family:contains=MIL'), ['p6'])
  t.same(await ids('Observation?status=preliminary&code=http://loinc.org|8867-4&subject=Patient/p0'), ['b00'])
  t.same(sorted(await ids('Observation?date:missing=true')), ['b00', 'b07', 'b14', 'b21', 'b28'])
  t.equal((await ids('Observation?status:not=final')).length, 3)
  t.equal(
    (await ids('Observation?date=lt2026-02-02')).length,
    observations.filter(({ effectiveDateTime }) => effectiveDateTime === '2026-02-01').length,
  )
})

t.test('sorts by id downwards where no order is asked for, by column and by values', async (t) => {
  t.same((await ids('Patient')).slice(0, 3), ['p9', 'p8', 'p7'])
  t.same(await ids('Patient?_sort=family'), ['p1', 'p5', 'p3', 'p4', 'p7', 'p8', 'p6', 'p9', 'p0', 'p2'])
  t.same(await ids('Patient?_sort=-family'), ['p2', 'p0', 'p9', 'p6', 'p8', 'p7', 'p4', 'p3', 'p5', 'p1'])
  t.same((await ids('Patient?_sort=birthdate,-family')).slice(0, 4), ['p0', 'p8', 'p4', 'p9'])
  t.same((await ids('Observation?_sort=-_lastUpdated')).slice(0, 2), ['b29', 'b28'])
  t.same((await ids('Observation?_sort=date&_count=100')).slice(-5), ['b00', 'b07', 'b14', 'b21', 'b28'], 'absent last')
  t.same(
    (await ids('Observation?_sort=-date&_count=100')).slice(-5),
    ['b28', 'b21', 'b14', 'b07', 'b00'],
    'absent last',
  )
})

t.test('pages forwards and backwards over every row exactly once', async (t) => {
  const urls = [
    'Observation?_count=4',
    'Observation?_count=4&_sort=date',
    'Observation?_count=4&_sort=-date',
    'Observation?_count=7&_sort=date,-_lastUpdated',
    'Observation?_count=7&_sort=-date,_id',
    'Observation?_count=3&code=8480-6&_sort=-date',
    'Observation?_count=3&status:not=final',
    'Patient?_count=3&_sort=family',
    'Patient?_count=3&_sort=-given',
    'Patient?_count=3&_sort=birthdate,-family',
    '?_type=Patient,Observation,Practitioner&_count=6',
    '?_type=Patient,Observation,Organization&_count=6&_sort=-_lastUpdated',
    '?_type=Patient,Observation&_count=6&_sort=_id',
    '?_type=Patient,Practitioner&_count=2&_sort=family',
  ]
  const ways = [collector.search, walker.search]
  for (const [search, url] of urls.flatMap((url) => ways.map((way) => [way, url] as const))) {
    const { plan } = planOf(url)
    const whole = (await search({ ...plan, count: 1_000 })).matches.map(({ type, id }) => `${type}/${id}`)
    const { forwards, backwards } = await walkPages(search, plan)
    t.same(forwards, whole, `${url} forwards`)
    t.same(backwards, whole, `${url} backwards`)
    t.equal(new Set(whole).size, whole.length, url)
  }
})

t.test('counts where it is cheap or asked for', async (t) => {
  t.equal((await run('Patient')).total, 10, 'a first page that is not full')
  t.equal((await run('Patient?_count=3')).total, 10, 'a walk over few rows')
  for (const url of [
    'Patient?_count=3&_sort=family,-birthdate',
    'Patient?_count=3&_sort=-_lastUpdated&_lastUpdated=ge2026-01-01',
    '?_type=Patient&_count=3&_sort=_id',
  ])
    t.equal((await run(url)).total, 10, url)
  t.equal((await run('Patient?_count=3&gender:not=male')).total, 5, 'a negation over few rows')
  t.equal((await run('?_type=Patient,Observation&_count=3')).total, 40, 'few types')
  t.equal((await run('?_count=3')).total, undefined, 'every type')
  t.equal((await run('Patient?_count=3&gender=male')).total, 5, 'a match that was collected')
  t.equal((await run('Patient?_count=3&_total=accurate')).total, 10)
  t.equal((await run('Patient?_count=3&gender=male&_total=none')).total, undefined)
  t.type((await run('Patient?_count=3&_total=estimate')).total, 'number')
  const page = await run('Patient?_count=0')
  t.same([page.total, page.matches], [10, []])
  t.equal((await run('?_type=Patient,Observation&_summary=count')).total, 40)
  t.equal((await run('?_type=Patient,Organization&_count=100')).total, 13)
})

t.test('refuses to sort more matches than the limit without an index, and names what has one', async (t) => {
  const { run: strict } = searcher(database, { materializedMatchesMax: 3 })
  await t.rejects(strict('Patient?_sort=phonetic'), {
    status: 400,
    issues: [{ code: 'too-costly' }],
    message: /`birthdate`/,
  })
  t.equal((await strict('Patient?_sort=phonetic&family=ames')).matches.length, 2)
})

t.test('searches compartments and the whole system', async (t) => {
  const compartment = { type: 'Patient', id: 'p1' }
  t.equal((await run('Observation?_count=100', { compartment })).matches.length, 10)
  const all = await run('?_count=100', { compartment })
  t.same(sorted([...new Set(all.matches.map(({ type }) => type))]), ['Observation', 'Patient'])
  t.equal((await run('?_count=100')).total, 44)
})

t.test('holds matches and includes to the access predicate', async (t) => {
  const access = { compartments: [parameterContext.hash(compartmentText('Patient', 'p1'))] }
  t.same(await ids('Patient', { access }), ['p1'])
  const page = await run('Observation?_count=100&_include=Observation:*&_total=accurate', { access })
  t.same([page.matches.length, page.total], [10, 10])
  t.same(
    page.includes.map(({ id }) => id),
    ['p1'],
    'the practitioner is in no compartment',
  )
  t.same(await ids('Observation', { access: { types: new Set(['Patient']) } }), [])
  const narrow = await run('Observation?_include=Observation:*', {
    access: { types: new Set(['Observation', 'Practitioner']) },
  })
  t.same(
    narrow.includes.map(({ id }) => id),
    ['d1'],
  )
  t.same(
    await matchTokens(
      'Patient',
      [planOf('Patient?gender=male').plan.where.get('Patient')].flatMap((where) =>
        where?.kind === 'tokens-all' ? [where.hashes] : [],
      ),
      access,
    ),
    [['p1']],
  )
})

t.test('includes what is referred to, and what refers, each once', async (t) => {
  const names = ({ includes }: SearchPage): string[] => sorted(includes.map(({ type, id }) => `${type}/${id}`))
  t.same(names(await run('Observation?_count=100&_include=Observation:subject')), [
    'Patient/p0',
    'Patient/p1',
    'Patient/p2',
  ])
  t.same(names(await run('Observation?_id=b01&_include=Observation:performer:Practitioner')), ['Practitioner/d1'])
  t.same(names(await run('Observation?_id=b01&_include=Observation:subject:Group')), [])
  t.same(names(await run('Observation?_id=b01&_include=*')), ['Patient/p1', 'Practitioner/d1'])
  t.same(names(await run('Patient?_id=p9&_include=Patient:organization')), ['Organization/o1'])
  t.same(names(await run('Patient?_id=p9&_include=Patient:organization&_include:iterate=Organization:partof')), [
    'Organization/o1',
    'Organization/o2',
    'Organization/o3',
  ])
  t.equal((await run('Patient?_id=p1&_revinclude=Observation:subject')).includes.length, 10)
  t.equal((await run('Patient?_id=p1&_revinclude=Observation:*')).includes.length, 10)
  t.equal((await run('Patient?_id=p1&_revinclude=*')).includes.length, 10)
  const { run: few } = searcher(database, { includesMax: 4 })
  const cut = await few('Patient?_id=p1&_revinclude=Observation:subject')
  t.same([cut.includes.length, cut.includesTruncated], [4, true])
})

t.test('answers many token conditions by one statement, at most two ids each', async (t) => {
  const hashes = ['gender=male', 'family=zola', 'family=nobody'].map((text) => {
    const where = planOf(`Patient?${text}`).plan.where.get('Patient')
    return where?.kind === 'tokens-all' ? where.hashes : []
  })
  const found = await matchTokens('Patient', hashes, {})
  t.same(
    found.map((list) => list.length),
    [2, 1, 0],
  )
  t.same(found[1], ['p2'])
})
