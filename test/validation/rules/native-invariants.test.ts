import t from 'tap'
import { compileInvariant } from '../../../src/fhirpath/invariant.js'
import { bundle } from '../../../src/validation/rules/bundle.js'
import { contained } from '../../../src/validation/rules/contained.js'
import { environmentOf } from '../../../src/validation/rules/environment.js'
import { extension } from '../../../src/validation/rules/extension.js'
import { nativeInvariants } from '../../../src/validation/rules/native-invariants.js'
import { reference } from '../../../src/validation/rules/reference.js'
import type { Rule } from '../../../src/validation/run.js'
import { isLong, seededRandom } from '../../harness/random.js'
import { definitions, examples, examplesAbsent, findings, type Resource } from '../samples.js'
import { ask, canonicals, frameOf, sampleRun } from './sample-run.js'

type Json = Record<string, unknown>

/** The invariants that R4 itself defines on a type and its elements. */
function expressionsOf(type: string): ReadonlyMap<string, { readonly expression: string; readonly path: string }> {
  const found = new Map<string, { readonly expression: string; readonly path: string }>()
  const definition = canonicals.find('StructureDefinition', `http://hl7.org/fhir/StructureDefinition/${type}`)
  for (const { path, constraint = [] } of definition?.snapshot?.element ?? []) {
    for (const { key, expression } of constraint) {
      if (key && expression && !found.has(key)) found.set(key, { expression, path: path ?? '' })
    }
  }
  return found
}

const byType = new Map(
  ['Bundle', 'DomainResource', 'Extension', 'Reference'].map((type) => [type, expressionsOf(type)]),
)

/** Which of some invariants are violated at a value, by their expressions. */
function byExpression(
  type: string,
  keys: readonly string[],
  value: unknown,
  resource: object = value as object,
): readonly string[] {
  const frame = frameOf(sampleRun().run, { resource })
  return keys.filter((key) => {
    const { expression = '', path = '' } = byType.get(type)?.get(key) ?? {}
    const holds = compileInvariant(expression, definitions)
    const own = path === type ? [value] : (((value as Json).entry as readonly unknown[] | undefined) ?? [])
    const named = (value as Json).resourceType
    const focusType = path !== type ? path : typeof named === 'string' ? named : type
    const results = own.map((each) => holds({ type: focusType, value: each, sibling: undefined }, environmentOf(frame)))
    for (const result of results) if (result.kind === 'failed') throw new Error(`${key}: ${result.message}`)
    return results.some(({ kind }) => kind === 'violated')
  })
}

/** Which of them are violated, by the rule. */
function byRule(
  rule: Rule,
  keys: readonly string[],
  value: unknown,
  resource: object = value as object,
): readonly string[] {
  const found = new Set(ask(rule, value, { resource, pointer: '' }).findings.map((finding) => finding.rule?.code))
  return keys.filter((key) => found.has(key))
}

const resources = examples().map(({ file, text }) => ({ file, resource: JSON.parse(text) as Resource & Json }))
const keysOf = (prefix: string) => [...nativeInvariants].filter((key) => key.startsWith(prefix))

t.test('are defined by R4', async (t) => {
  const defined = new Set([...byType.values()].flatMap((each) => [...each.keys()]))
  // Narrative's are defined as `htmlChecks()`, a function that is what the rule does.
  const without = [...nativeInvariants].filter((key) => !defined.has(key) && !key.startsWith('txt-'))
  t.same(without, [])
})

/** Ways to spoil what is contained; a resource without anything contained gets something. */
const containedMutations: readonly ((resource: Json, inner: Json) => void)[] = [
  () => undefined,
  (_, inner) => {
    inner.id = 'renamed'
  },
  (_, inner) => {
    inner.meta = { versionId: '1' }
  },
  (_, inner) => {
    inner.meta = { lastUpdated: '2026-11-24T09:30:00Z', security: [{ code: 'R' }] }
  },
  (_, inner) => {
    inner.contained = [{ resourceType: 'Patient', id: 'nested' }]
  },
  (resource, inner) => {
    resource.extension = [{ url: 'http://a.org', valueUri: `#${inner.id}` }]
  },
  (resource, inner) => {
    resource.extension = [{ url: 'http://a.org', valueString: `#${inner.id}` }]
    inner.id = 'renamed'
  },
  (_, inner) => {
    // Parameters have no extensions, and what a type doesn't have is the structure check's matter.
    if (definitions.type(String(inner.resourceType))?.byJsonName.has('extension') !== true) return
    inner.id = 'renamed'
    inner.extension = [{ url: 'http://a.org', valueReference: { reference: '#' } }]
  },
]

t.test('dom-2 to dom-5 are what their expressions say', { skip: examplesAbsent }, async (t) => {
  const random = seededRandom(t)
  const rule = contained()
  const keys = keysOf('dom-')
  const having = resources.filter(({ resource }) => Array.isArray(resource.contained))
  let violations = 0
  for (const { file, resource } of isLong ? having : having.filter(() => random.pick([true, false, false]))) {
    for (const [index, mutate] of containedMutations.entries()) {
      const copy = structuredClone(resource)
      mutate(copy, (copy.contained as Json[])[0] ?? {})
      const expected = byExpression('DomainResource', keys, copy)
      violations += expected.length
      const actual = byRule(rule, keys, copy)
      if (actual.join() !== expected.join()) t.same(actual, expected, `${file}, mutation ${index}`)
    }
  }
  t.ok(violations > 50, `${violations} violations`)
})

const bundleMutations: readonly ((bundle: Json, entry: Json) => void)[] = [
  () => undefined,
  ...['searchset', 'history', 'document', 'message', 'transaction', 'batch-response', 'collection'].map(
    (type) => (bundle: Json) => {
      bundle.type = type
    },
  ),
  (bundle) => {
    bundle.total = 1
  },
  (_, entry) => {
    entry.fullUrl = 'http://a.org/Patient/1/_history/1'
  },
  (bundle, entry) => {
    entry.fullUrl = 'http://a.org/Patient/1'
    ;(bundle.entry as Json[]).push(structuredClone(entry))
  },
  (_, entry) => {
    for (const name of Object.keys(entry)) if (name !== 'fullUrl') delete entry[name]
  },
  (_, entry) => {
    entry.search = { mode: 'match' }
  },
  (_, entry) => {
    entry.request = { method: 'GET', url: 'Patient' }
  },
  (bundle) => {
    delete bundle.entry
  },
  (bundle) => {
    bundle.identifier = { system: 'http://a.org', value: '1' }
    bundle.timestamp = '2026-11-24T09:30:00Z'
    bundle.type = 'document'
  },
]

t.test(
  'bdl-1 to bdl-12 are what their expressions say, but that a first entry without resource is no Composition',
  { skip: examplesAbsent },
  async (t) => {
    const rule = bundle()
    const all = keysOf('bdl-')
    const seen = new Set<string>()
    // The engine needs seconds for the largest of them.
    const bundles = resources.filter(
      ({ resource }) => resource.resourceType === 'Bundle' && JSON.stringify(resource).length < 60_000,
    )
    for (const { file, resource } of bundles) {
      for (const [index, mutate] of bundleMutations.entries()) {
        const copy = structuredClone(resource)
        const entry = ((copy.entry as Json[] | undefined) ?? [])[0] ?? {}
        mutate(copy, entry)
        // By the expression nothing is wrong where there is nothing, by its sentence there is.
        const isFirstEmpty = 'entry' in copy && entry.resource === undefined
        const keys = isFirstEmpty ? all.filter((key) => key !== 'bdl-11' && key !== 'bdl-12') : all
        const expected = byExpression('Bundle', keys, copy)
        for (const key of expected) seen.add(key)
        const actual = byRule(rule, keys, copy)
        if (actual.join() !== expected.join()) t.same(actual, expected, `${file}, mutation ${index}`)
      }
    }
    t.same([...seen].sort(), [...all].sort(), 'each was violated at least once')
  },
)

t.test('ext-1 is what its expression says', async (t) => {
  const rule = extension({ modifier: false })
  const url = 'http://a.org/b'
  const parts = [{ url: 'c', valueCode: 'd' }]
  for (const value of [
    { url },
    { url, valueString: 'a' },
    { url, _valueString: { id: 'a' } },
    { url, valueString: 'a', _valueString: { id: 'a' } },
    { url, valueBoolean: false },
    { url, extension: parts },
    { url, extension: parts, valueQuantity: { value: 1 } },
  ]) {
    const resource = { resourceType: 'Patient', extension: [value] }
    t.same(
      byRule(rule, ['ext-1'], value, resource),
      byExpression('Extension', ['ext-1'], value, resource),
      JSON.stringify(value),
    )
  }
})

t.test(
  'ref-1 is what its expression says, but for `#` and what is no reference, of which it gives nothing',
  async (t) => {
    const rule = reference({ targets: [], profiles: [] })
    const resource = { resourceType: 'Observation', contained: [{ resourceType: 'Patient', id: 'p' }] }
    for (const reference of ['#p', '#q', 'Patient/1', 'http://a.org/b']) {
      const expected = byExpression('Reference', ['ref-1'], { reference }, resource)
      t.same(byRule(rule, ['ref-1'], { reference }, resource), expected, reference)
    }
    for (const value of [{ reference: '#' }, { display: 'a' }]) t.same(byRule(rule, ['ref-1'], value, resource), [])
  },
)

t.test('ele-1 is what the structure check holds', async (t) => {
  const { expression = '' } = expressionsOf('Period').get('ele-1') ?? {}
  const holds = compileInvariant(expression, definitions)
  const environment = environmentOf(frameOf(sampleRun().run, {}))
  for (const period of [
    {},
    { id: 'a' },
    { start: '2026' },
    { id: 'a', end: '2026' },
    { extension: [{ url: 'http://a.org', valueCode: 'a' }] },
  ]) {
    const isViolated = holds({ type: 'Period', value: period, sibling: undefined }, environment).kind === 'violated'
    const found = findings({ resourceType: 'Encounter', status: 'planned', class: { code: 'AMB' }, period })
    t.equal(found.length > 0, isViolated, JSON.stringify(period))
  }
})
