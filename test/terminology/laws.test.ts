import t from 'tap'
import { FhirError } from '../../src/fhir/outcome.js'
import { createTerminology } from '../../src/terminology/create-terminology.js'
import { expand } from '../../src/terminology/operations/expand.js'
import { subsumes } from '../../src/terminology/operations/subsumes.js'
import { createSources } from '../../src/terminology/sources.js'
import type { CodeVerdict } from '../../src/terminology/terminology.js'
import { coded, noDatabase, r4Canonicals } from './fixtures.js'

const none = new Map<string, CodeVerdict>()
const canonicals = r4Canonicals()
const engine = createTerminology({ canonicals })
const stamp = { identifier: 'urn:uuid:5f1f1d0e-1b1e-4a43-8f5e-000000000000', timestamp: '2026-01-01T00:00:00Z' }
const codesMax = 5_000

/** The expansion of a set as `system|code`, undefined where it cannot be expanded. */
async function expansionOf(url: string) {
  try {
    const { expansion } = await expand(engine, { url, stamp }, noDatabase)
    return expansion?.contains ?? []
  } catch (error) {
    if (error instanceof FhirError) return undefined
    throw error
  }
}

t.test('an expansion holds exactly the codes that the validator takes', async (t) => {
  let sets = 0
  let codes = 0
  for (const { url, load } of canonicals.list('ValueSet')) {
    const contains = await expansionOf(url)
    if (contains === undefined || contains.length > codesMax) continue
    sets += 1
    const expanded = new Set(contains.map(({ system, code }) => `${system}|${code}`))
    const selectable = contains.filter(({ abstract }) => abstract !== true)
    const refused = selectable.filter(
      ({ system, code = '' }) => engine.inValueSet(url, coded(code, system), none).kind !== 'valid',
    )
    if (refused.length > 0) t.fail(`${url} refuses codes of its expansion`, { refused: refused.slice(0, 3) })
    // Every other code of the systems that the set speaks of, and a code that no system has.
    for (const system of new Set((load().compose?.include ?? []).flatMap((include) => include.system ?? []))) {
      const local = engine.sources.find(system)?.local
      if (local === undefined || local.size > codesMax) continue
      const others = [...local.all()].filter(({ code }) => !expanded.has(`${system}|${code}`))
      const taken = [...others.map(({ code }) => code), 'no such code'].filter(
        (code) => engine.inValueSet(url, coded(code, system), none).kind === 'valid',
      )
      codes += others.length + contains.length
      if (taken.length > 0) t.fail(`${url} takes codes that are not in its expansion`, { taken: taken.slice(0, 3) })
    }
  }
  t.comment(`${sets} value sets, ${codes} codes`)
  t.ok(sets > 1_100, `${sets} of R4's value sets can be expanded`)
})

t.test('pages concatenated are the whole, in the same order, each time', async (t) => {
  const urls = [
    'http://hl7.org/fhir/ValueSet/all-types',
    'http://hl7.org/fhir/ValueSet/iso3166-1-2',
    'http://terminology.hl7.org/ValueSet/v3-ActEncounterCode',
    'http://hl7.org/fhir/ValueSet/yesnodontknow',
    'http://hl7.org/fhir/ValueSet/units-of-time',
  ]
  for (const url of urls) {
    const whole = (await expansionOf(url)) ?? []
    const pages: unknown[] = []
    for (let offset = 0; offset < whole.length; offset += 7) {
      const { expansion } = await expand(engine, { url, offset, count: 7, stamp }, noDatabase)
      pages.push(...(expansion?.contains ?? []))
      t.equal(expansion?.total, whole.length)
    }
    t.ok(whole.length > 0)
    t.strictSame(pages, whole, url)
  }
})

t.test('is-a and is-not-a divide every system, and $subsumes agrees with is-a', async (t) => {
  const sources = createSources(canonicals)
  const systems = canonicals
    .list('CodeSystem')
    .flatMap(({ url }) => sources.find(url) ?? [])
    .filter(({ local }) => local !== undefined && local.size > 1 && local.size < codesMax)
    .filter(({ local }) => [...(local?.all() ?? [])].some(({ parents }) => parents.length > 0))
  t.ok(systems.length > 20, `${systems.length} systems have a hierarchy`)
  for (const { url, local } of systems) {
    const codes = [...(local?.all() ?? [])].map(({ code }) => code)
    const step = Math.max(1, Math.floor(codes.length / 12))
    const sample = codes.filter((_, index) => index % step === 0)
    for (const value of sample) {
      const below = [{ property: 'concept', op: 'is-a', value } as const]
      const beside = [{ property: 'concept', op: 'is-not-a', value } as const]
      const wrong = codes.filter((code) => local?.fulfils(code, below) === local?.fulfils(code, beside))
      if (wrong.length > 0) t.fail(`${url}: ${value}`, { wrong: wrong.slice(0, 3) })
      for (const code of sample) {
        const outcome = await subsumes(engine, { system: url, codeA: value, codeB: code }, noDatabase)
        const isBelow = local?.fulfils(code, below) ?? false
        const isAbove = local?.fulfils(value, [{ property: 'concept', op: 'is-a', value: code }]) ?? false
        const expected = isBelow ? (isAbove ? 'equivalent' : 'subsumes') : isAbove ? 'subsumed-by' : 'not-subsumed'
        if (outcome.parameter?.[0]?.valueCode !== expected) t.fail(`${url}: ${value} and ${code}`)
      }
    }
  }
})

t.test("R4's own examples of expansions are in what is expanded here", async (t) => {
  const flat = (entries: readonly { code?: string; contains?: readonly object[] }[] = []): readonly string[] =>
    entries.flatMap(({ code, contains }) => [...(code === undefined ? [] : [code]), ...flat(contains)])
  const codesOf = async (url: string): Promise<readonly string[]> => flat(await expansionOf(url))
  const exampleOf = (url: string): readonly string[] => flat(canonicals.find('ValueSet', url)?.expansion?.contains)
  const yesNo = 'http://hl7.org/fhir/ValueSet/yesnodontknow'
  t.strictSame([...(await codesOf(yesNo))].sort(), [...exampleOf(yesNo)].sort())
  // The example was expanded with an older version of the system, which had fewer codes below this one.
  const inactive = 'http://hl7.org/fhir/ValueSet/inactive'
  const codes = await codesOf(inactive)
  t.strictSame(
    exampleOf(inactive).filter((code) => !codes.includes(code)),
    [],
  )
  t.ok(exampleOf(inactive).length > 4)
})
