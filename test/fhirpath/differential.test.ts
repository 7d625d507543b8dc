import { existsSync, readdirSync, readFileSync } from 'node:fs'
import t from 'tap'
import { loadDefinitions } from '../../src/definitions/load.js'
import { compileExpression } from '../../src/fhirpath/compile.js'
import { engineExpression } from '../../src/fhirpath/engine.js'
import type { Expression, TypedValue } from '../../src/fhirpath/expression.js'

/**
 * Compiled expressions against HL7's engine: every search parameter of every type, over all of R4's own examples (2 seconds).
 *
 * Two things are put in words that mean the same to both. The engine's `as` takes a single value, where search parameters select from
 * many: it is asked `ofType` instead. `resolve() is Type` would fetch the target: on both sides the type is what the reference itself
 * says (`engine.ts` gives the engine a function of that name); what `referencedType` answers is tested beside it.
 */
const definitions = loadDefinitions()
const examples = new URL('../../../../shared/data/r4-examples/json/', import.meta.url)

const asSelection = (expression: string) =>
  expression.replace(/\(([\w.]+) as (\w+)\)/g, '$1.ofType($2)').replace(/\.as\((\w+)\)/g, '.ofType($1)')

interface Pair {
  readonly name: string
  readonly compiled: Expression
  readonly engine: Expression
}

const known = new Map<string, readonly Pair[]>()

function pairsOf(resourceType: string): readonly Pair[] {
  const found =
    known.get(resourceType) ??
    [...definitions.searchParameters(resourceType).values()]
      .filter(({ expression }) => expression !== '')
      .flatMap(({ code, expression }) => {
        const compiled = compileExpression(expression, resourceType, definitions)
        const engine = engineExpression(asSelection(expression), resourceType, definitions)
        return compiled === undefined ? [] : [{ name: `${resourceType} ${code}: ${expression}`, compiled, engine }]
      })
  known.set(resourceType, found)
  return found
}

/** The engine gives ids and urls of extensions its own string type. */
const comparable = (found: readonly TypedValue[]) =>
  found.map(({ type, value }) => ({ type: type === 'id' ? 'string' : type, value: JSON.stringify(value) }))

const skip = existsSync(examples) ? false : 'the examples of R4 are not at ../shared/data/r4-examples'

t.test('every search parameter finds what the engine finds, in the examples of R4', { skip }, (t) => {
  let comparisons = 0
  let values = 0
  /**
   * Where the engine is at a loss, both times in the duplicates of a union: as components of one example 1e-245 and 1e-22 are equal to
   * it, and a Quantity with a comparator it cannot compare.
   */
  const isBeyond = (name: string) =>
    /^Observation-(decimal|f205)\.json Observation (combo|component)-\S*value-/.test(name)
  for (const file of readdirSync(examples).filter((name) => name.endsWith('.json'))) {
    const resource: { resourceType: string } = JSON.parse(readFileSync(new URL(file, examples), 'utf8'))
    for (const { name, compiled, engine } of pairsOf(resource.resourceType)) {
      const found = comparable(compiled(resource))
      const expected = comparable(engine(resource))
      comparisons += 1
      values += found.length
      if (JSON.stringify(found) !== JSON.stringify(expected) && !isBeyond(`${file} ${name}`)) {
        t.same(found, expected, `${file} ${name}`)
      }
    }
  }
  t.comment(`${comparisons} comparisons, ${values} values`)
  t.ok(values > 100, 'there was something to compare')
  t.end()
})

t.test('the parts of composites find what the engine finds', (t) => {
  const observation = {
    resourceType: 'Observation',
    code: { coding: [{ system: 'http://loinc.org', code: '85354-9' }] },
    valueQuantity: { value: 5, unit: 'mg' },
    component: [
      { code: { text: 'systolic' }, valueQuantity: { value: 107 } },
      { code: { text: 'posture' }, valueCodeableConcept: { text: 'sitting' } },
    ],
  }
  for (const { code, expression, components } of definitions.searchParameters('Observation').values()) {
    if (components.length === 0) continue
    const roots = compileExpression(expression, 'Observation', definitions)?.(observation) ?? []
    for (const { type, value } of roots) {
      for (const component of components) {
        const compiled = compileExpression(component.expression, type, definitions)
        const engine = engineExpression(asSelection(component.expression), type, definitions)
        t.same(
          comparable(compiled?.(value as object) ?? []),
          comparable(engine(value as object)),
          `${code} in ${type}: ${component.expression}`,
        )
      }
    }
  }
  t.end()
})
