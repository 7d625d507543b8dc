import t from 'tap'
import type { SearchParameterDefinition } from '../../src/definitions/definitions.js'
import { columnList } from '../../src/search/column-list.js'
import { definitions } from './clinic.js'

const columnsByType = Object.entries(columnList)

t.test('every resource type of R4 has its entry, and there are no others', async (t) => {
  t.same(Object.keys(columnList).sort(), [...definitions.resourceTypes].sort())
})

t.test('a type has at most six B-trees and four sort keys, and no column twice', async (t) => {
  for (const [type, columns] of columnsByType) {
    t.ok(columns.filter(({ indexed }) => indexed).length <= 6, `${type} B-trees`)
    t.ok(columns.filter(({ kind }) => kind.startsWith('sort-')).length <= 8, `${type} sort keys`)
    t.equal(new Set(columns.map(({ name }) => name)).size, columns.length, `${type} names`)
  }
})

t.test('every column has a parameter of the right type', async (t) => {
  const typesOf: Readonly<Record<string, readonly string[]>> = {
    reference: ['reference'],
    date: ['date'],
    number: ['number'],
    quantity: ['quantity'],
    'sort-text': ['string', 'token'],
    'sort-date': ['date'],
    'sort-number': ['number', 'quantity'],
  }
  for (const [type, columns] of columnsByType)
    for (const { parameter, kind } of columns) {
      const definition = definitions.searchParameters(type).get(parameter)
      t.ok(definition !== undefined && typesOf[kind]?.includes(definition.type), `${type}.${parameter} is ${kind}`)
    }
})

t.test('columns that are no sort keys hold single-valued parameters', async (t) => {
  for (const [type, columns] of columnsByType)
    for (const { parameter, kind } of columns) {
      const definition = definitions.searchParameters(type).get(parameter)
      if (definition !== undefined && !kind.startsWith('sort-'))
        t.ok(isSingle(type, definition), `${type}.${parameter}: ${definition.expression}`)
    }
})

/** True where every alternative is the same path (choice types aside), and no element on it repeats. */
function isSingle(type: string, { expression }: SearchParameterDefinition): boolean {
  const paths = new Set(expression.split('|').map(plainPath))
  const [path] = paths
  return paths.size === 1 && path !== undefined && everyStepIsSingle(type, path.split('.').slice(1))
}

const plainPath = (alternative: string): string =>
  alternative
    .replace(/\.where\(resolve\(\) is \w+\)/g, '')
    .replace(/\.(as|ofType)\(\w+\)/g, '')
    .replace(/ as \w+/g, '')
    .replace(/[()\s]/g, '')

function everyStepIsSingle(type: string, steps: readonly string[]): boolean {
  let current = type
  for (const step of steps) {
    const element = definitions.type(current)?.elements.find(({ name }) => name === step)
    if (element === undefined || element.max !== 1) return false
    current = element.types[0] ?? ''
  }
  return true
}
