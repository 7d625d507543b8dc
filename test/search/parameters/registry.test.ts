import t from 'tap'
import { parameterTypeOf, parameterTypes } from '../../../src/search/parameters/registry.js'
import { definitions } from '../clinic.js'

t.test('every parameter of R4 has a type, save composites, specials and those without an expression', async (t) => {
  for (const type of definitions.resourceTypes)
    for (const [code, definition] of definitions.searchParameters(type)) {
      const later = ['composite', 'special'].includes(definition.type) || definition.expression === ''
      t.equal(parameterTypeOf(definition) === undefined, later, `${type}.${code}`)
    }
})

t.test('every parameter type can tell what is missing', async (t) => {
  for (const [name, type] of Object.entries(parameterTypes))
    if (type !== undefined) t.ok(type.modifiers.includes('missing'), name)
})
