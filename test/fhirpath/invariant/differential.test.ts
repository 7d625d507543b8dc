import { existsSync, readdirSync, readFileSync } from 'node:fs'
import t from 'tap'
import { compiledInvariant } from '../../../src/fhirpath/invariant/compiled-invariant.js'
import { engineInvariant } from '../../../src/fhirpath/invariant/engine-invariant.js'
import type { Invariant, InvariantResult } from '../../../src/fhirpath/invariant.js'
import { definitions } from './evaluate.js'
import { createChance, mutate } from './mutate.js'
import {
  elementsOf,
  environmentOf,
  expressionsOf,
  invariantsAt,
  r4Constraints,
  sharedFolder,
  usCoreConstraints,
} from './places.js'

/**
 * Compiled invariants against HL7's engine: every one of R4 and of US Core, at every element that it stands on, over R4's own examples as they are (which
 * keep them all) and changed at random (which break many). A seeded sample; all of it, ten times over, under TEST_LONG=1.
 */
const examples = new URL('r4-examples/json/', sharedFolder)
const skip = existsSync(examples) ? false : 'the examples of R4 are not at ../shared/data/r4-examples'
const isLong = process.env.TEST_LONG === '1'

/** The engine's `as` takes a single item, where dom-3 selects from many: it is asked `ofType`, which means the same for these types. */
const asSelection = (expression: string) =>
  expression.replace(/(?<=descendants\(\)\.)as\(/g, 'ofType(').replace(/where\(as\(/g, 'where(ofType(')

/** To the engine xhtml is no primitive, so every `Narrative.div` breaks ele-1; to R4 it is one. https://hl7.org/fhir/R4/narrative.html#xhtml */
const isBeyond = (type: string, expression: string) => type === 'xhtml' && expression.startsWith('hasValue() or')

/** The engine asks both sides of `or`, and fails where the second cannot be told; a side that decides alone is asked alone. */
const isDecidedEarly = (expression: string, expected: InvariantResult) =>
  expected.kind === 'failed' && /\b(and|or|implies)\b/.test(expression)

const left = [
  /^htmlChecks\(\)$/,
  // A rule of R4B that Medplum's definitions have, and that names types which R4 has not.
  /^\(\$this is Citation or/,
]

t.test('the invariants of R4 and US Core agree with the engine', { skip }, async (t) => {
  const r4 = r4Constraints()
  const usCore = usCoreConstraints()
  const known = new Map<string, { readonly compiled: Invariant; readonly engine: Invariant }>()
  const expressions = expressionsOf(r4, usCore)
  for (const expression of expressions) {
    const compiled = compiledInvariant(expression, definitions)
    if (compiled !== undefined)
      known.set(expression, { compiled, engine: engineInvariant(asSelection(expression), definitions) })
    else
      t.ok(
        left.some((pattern) => pattern.test(expression)),
        `compiles: ${expression}`,
      )
  }
  t.ok(known.size > 230, `${known.size} of ${expressions.length} are compiled`)
  const count = { holds: 0, violated: 0, failed: 0, decided: 0 }
  const broken = new Set<string>()

  const compare = (resource: { resourceType: string }, name: string) => {
    for (const element of elementsOf(resource, definitions)) {
      const environment = environmentOf(element)
      for (const expression of new Set([...invariantsAt(element, r4), ...invariantsAt(element, usCore)])) {
        const pair = known.get(expression)
        if (pair === undefined || isBeyond(element.focus.type, expression)) continue
        const { kind } = pair.compiled(element.focus, environment)
        const expected = pair.engine(element.focus, environment)
        count[kind] += 1
        if (kind === 'violated') broken.add(expression)
        if (kind !== 'failed' && isDecidedEarly(expression, expected)) count.decided += 1
        else if (kind !== expected.kind)
          t.same(
            kind,
            expected,
            `${name} ${element.path}: ${expression} ${JSON.stringify(element.focus).slice(0, 300)}`,
          )
      }
    }
  }

  const files = readdirSync(examples).filter((name) => name.endsWith('.json'))
  const chance = createChance(20261124)
  for (const name of isLong ? files : files.filter(() => chance(8) === 0)) {
    const resource = JSON.parse(readFileSync(new URL(name, examples), 'utf8'))
    compare(resource, name)
    for (let round = 0; round < (isLong ? 10 : 1); round += 1) {
      const changed = mutate(resource, [20, 60, 150][chance(3)] ?? 20, chance) as { resourceType: string }
      compare(changed, `${name}, changed`)
    }
  }
  t.comment(`${JSON.stringify(count)}, ${broken.size} invariants broken somewhere`)
  t.ok(count.decided < count.holds / 10_000, 'the engine hardly ever fails where a compiled invariant answers')
  t.ok(count.holds > 10_000 && count.violated > 300 && broken.size > 30, 'there was something to compare')
})
