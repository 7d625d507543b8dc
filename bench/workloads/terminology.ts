import type { Database } from '../../src/database/database.js'
import { migrate } from '../../src/database/migrate.js'
import { openDatabase } from '../../src/database/open.js'
import type { CodeSystemSource, ConceptQuery } from '../../src/terminology/code-system-source.js'
import { type IncomingConcept, loadSystem } from '../../src/terminology/stored/load.js'
import { settleStored } from '../../src/terminology/stored/remove.js'
import { createStoredSources } from '../../src/terminology/stored/stored-source.js'
import { atMost, type Figure, median } from '../figure.js'
import { createRandom, pick } from '../random.js'
import type { PostgresSetting, Workload } from '../workload.js'

const CONCEPTS = 100_000
const DEPTH_MAX = 8
/** The first concept below the root has about half of all below it. */
const HALF = 'bench-1'
const ROUNDS = 300
const PAGE_ROUNDS = 40
const practice = 0
const url = 'http://bench.example.org/large'
const random = createRandom(7)
const words = Array.from({ length: 2_000 }, (_, n) => `w${(n * 7_919).toString(36)}`)

/** A hierarchy of a mean depth of 7; one concept in ten has a second parent, as in LOINC; nine properties for one in ten, two for the others. */
function* concepts(): Generator<IncomingConcept> {
  const depths = [0, 1, 1]
  const sides = [0, 1, 2]
  for (let n = 0; n < CONCEPTS; n++) {
    const parents = n === 0 ? [] : [n < 3 ? 0 : above(n, depths, sides)]
    if (n >= 3) {
      depths.push((depths[parents[0] ?? 0] ?? 0) + 1)
      sides.push(sides[parents[0] ?? 0] ?? 0)
      if (random() < 0.1) parents.push(sides[n] === 1 ? 1 : 2)
    }
    yield {
      code: `bench-${n}`,
      display: `${pick(random, words)} ${pick(random, words)} ${pick(random, words)} ${n % 2 === 0 ? 'in serum' : 'in blood'}`,
      properties: [
        { code: 'class', valueType: 'code', value: `class ${n % 200}` },
        { code: 'status', valueType: 'code', value: n % 20 === 0 ? 'deprecated' : 'active' },
      ],
      active: n % 20 !== 0,
      abstract: false,
      parents: [...new Set(parents)].map((parent) => `bench-${parent}`),
    }
  }
}

/** A parent among those before that leaves the hierarchy as deep as it should be, and each half as large as the other. */
function above(n: number, depths: readonly number[], sides: readonly number[]): number {
  for (;;) {
    const parent = 1 + Math.floor(random() * Math.min(n - 1, 30_000))
    if ((depths[parent] ?? 0) < DEPTH_MAX && sides[parent] === (n % 2) + 1) return parent
  }
}

/** The median of how long a question takes, in milliseconds. */
async function timeOf(rounds: number, ask: () => Promise<unknown>): Promise<number> {
  for (let round = 0; round < 10; round++) await ask()
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const startedMs = performance.now()
    await ask()
    times.push(performance.now() - startedMs)
  }
  return median(times)
}

const anyCode = (): string => `bench-${Math.floor(random() * CONCEPTS)}`

const query = (parts: Partial<ConceptQuery>): ConceptQuery => ({
  filters: [],
  text: undefined,
  activeOnly: false,
  offset: 0,
  count: 100,
  ...parts,
})

const isA = { property: 'concept', op: 'is-a', value: HALF } as const

/** What is asked, and how long it may take on PostgreSQL. */
const questions: readonly {
  readonly name: string
  readonly limitMs: number
  readonly ask: (source: CodeSystemSource, database: Database) => Promise<unknown>
}[] = [
  { name: 'look-up of a code', limitMs: 1, ask: (source, database) => source.find([anyCode()], database) },
  {
    name: 'is-a',
    limitMs: 1,
    ask: (source, database) => source.descends([{ ancestor: HALF, code: anyCode() }], database),
  },
  {
    name: 'membership by an is-a filter',
    limitMs: 1,
    ask: (source, database) => source.fulfils([anyCode()], [isA], database),
  },
  ...(
    [
      ['the whole system', {}],
      ['the whole system, active', { activeOnly: true }],
      ['the whole system, page 900', { offset: 90_000 }],
      ['is-a, 50,000 matches', { filters: [isA] }],
      ['is-a, active', { filters: [isA], activeOnly: true }],
      ['is-a, page 400', { filters: [isA], offset: 40_000 }],
      ['a property', { filters: [{ property: 'class', op: '=', value: 'class 7' }] }],
      ['text', { text: words[77] }],
      ['text, 50,000 matches', { text: 'serum' }, 60],
      ['text within is-a', { filters: [isA], text: words[77] }],
    ] as const
  ).map(([name, parts, limitMs = 20]: readonly [string, Partial<ConceptQuery>, number?]) => ({
    name: `expansion, ${name}`,
    limitMs,
    ask: (source: CodeSystemSource, database: Database) => source.select(query(parts), database),
  })),
]

/** Loads the system and asks; answers the times in the order of the questions, the load first. */
async function measure(database: Database): Promise<readonly number[]> {
  const startedMs = performance.now()
  const head = { url, version: '1', name: 'Large', content: 'complete', caseSensitive: true } as const
  await loadSystem({ queryable: database, practice, head, concepts: concepts() })
  await settleStored(database)
  const loadMs = performance.now() - startedMs
  const source = await createStoredSources({ practice }).source({ url }, database)
  if (source === undefined) throw new Error('The system is not there.')
  const times = [loadMs]
  for (const { ask, limitMs } of questions) {
    times.push(await timeOf(limitMs === 1 ? ROUNDS : PAGE_ROUNDS, () => ask(source, database)))
  }
  return times
}

async function measureOn(databaseUrl: string | undefined): Promise<readonly number[]> {
  const database = await openDatabase({
    databaseUrl,
    folder: undefined,
    pool: 2,
    statementTimeoutMs: 30_000,
    random: Math.random,
    onIdleError: () => {},
  })
  try {
    await migrate(database)
    return await measure(database)
  } finally {
    await database.close()
  }
}

async function run({ databases, say, effort }: PostgresSetting): Promise<readonly Figure[]> {
  const own = await databases.create('terminology')
  try {
    const times = await measureOn(own.url)
    if (effort.kind === 'full') {
      const [loadMs = Number.NaN, ...embedded] = await measureOn(undefined)
      say(`terminology on PGlite: load ${(loadMs / 1000).toFixed(1)} s`)
      questions.forEach(({ name }, at) => {
        say(`terminology on PGlite: ${name} ${embedded[at]?.toFixed(2)} ms`)
      })
    }
    const [loadMs = Number.NaN, ...asked] = times
    return [
      atMost('terminology: load of 100,000 concepts', 's', loadMs / 1000, 20),
      ...questions.map(({ name, limitMs }, at) =>
        atMost(`terminology: ${name}`, 'ms', asked[at] ?? Number.NaN, limitMs),
      ),
    ]
  } finally {
    await own.drop()
  }
}

/** Code systems of 100,000 concepts in the database. */
export const terminology: Workload = { name: 'terminology', needs: 'PostgreSQL', efforts: ['full'], run }
