import t from 'tap'
import {
  cardinality,
  choiceTypes,
  resourceType,
  siblingCardinality,
} from '../../../src/validation/constraints/cardinality.js'
import { ask } from '../rules/sample-run.js'

const one = { element: 'name', names: ['name'], min: 1 }

t.test('says what is missing, at its own place', async (t) => {
  const { findings } = ask(cardinality({ elements: [one] }), {})
  t.strictSame(findings[0]?.pointer, '/x/name')
  t.equal(findings[0]?.sentence, '`{path}` is missing; it is required.')
})

t.test('counts the items of arrays, values and siblings alike', async (t) => {
  const rule = cardinality({ elements: [{ element: 'given', names: ['given'], min: 2, max: 3 }] })
  t.strictSame(ask(rule, { given: ['a', 'b'] }).lines, [])
  t.strictSame(ask(rule, { given: ['a'], _given: [null, { id: 'b' }] }).lines, [])
  t.strictSame(ask(rule, { given: ['a'] }).lines, ['error structure /x/given'])
  t.strictSame(ask(rule, { given: ['a', 'b', 'c', 'd'] }).lines, ['error structure /x/given'])
})

t.test('names the types that a choice may have', async (t) => {
  const rule = cardinality({
    elements: [
      {
        element: 'value[x]',
        names: ['valueString', 'valueCode', 'valueDate'],
        wanted: ['valueString', 'valueCode'],
        min: 1,
      },
    ],
  })
  t.equal(ask(rule, {}).findings[0]?.sentence, '`{path}` is missing; it is required as `valueString` or `valueCode`.')
  t.strictSame(ask(rule, { valueDate: '2026' }).lines, [])
})

t.test('asks for a slice only where its element is absent altogether', async (t) => {
  const rule = cardinality({ elements: [{ ...one, slice: 'official', whenAbsent: true }] })
  t.match(ask(rule, {}).findings[0]?.sentence, /of the slice `official` is missing/)
  t.strictSame(ask(rule, { name: [{}] }).lines, [])
})

t.test('says that an element is not allowed', async (t) => {
  const rule = cardinality({ elements: [{ element: 'photo', names: ['photo'], min: 0, max: 0 }] })
  t.match(ask(rule, { photo: [{}] }).findings[0]?.sentence, /not allowed here by the profile/)
})

t.test('misses extensions of a primitive even where its sibling is absent', async (t) => {
  const rule = siblingCardinality({ elements: [{ element: 'extension', names: ['extension'], min: 1 }] })
  t.strictSame(ask(rule, '2026').lines, ['error required /x/extension'])
})

t.test('refuses types of a choice that the profile leaves out', async (t) => {
  const rule = choiceTypes({ choices: [{ element: 'value[x]', allowed: ['valueString'], denied: ['valueCode'] }] })
  t.strictSame(ask(rule, { valueString: 'x' }).lines, [])
  t.strictSame(ask(rule, { valueCode: 'x' }).lines, ['error structure /x/valueCode'])
})

t.test('refuses resources of another type', async (t) => {
  const rule = resourceType({ types: ['Patient'] })
  t.strictSame(ask(rule, { resourceType: 'Patient' }).lines, [])
  t.strictSame(ask(rule, { resourceType: 'Group' }).lines, ['error structure /x'])
})
