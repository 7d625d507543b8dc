import t from 'tap'
import { isConstant, isWorthKeeping, keptPart } from '../../../src/fhirpath/invariant/constant.js'
import { stringItem } from '../../../src/fhirpath/invariant/item.js'
import { parseInvariant } from '../../../src/fhirpath/invariant/parse.js'
import { collect, startRun } from '../../../src/fhirpath/invariant/run.js'
import { environment, valuesOf } from './evaluate.js'

const constant = (expression: string) => isConstant(parseInvariant(expression), (name) => name === 'where')

t.test('what starts from the resource is constant, what starts from the item is not', async (t) => {
  for (const expression of ['%resource.id', "%resource.name.where(use = 'x').given", "'a'", '{}', '%resource[0]']) {
    t.equal(constant(expression), true, expression)
  }
  for (const expression of ['id', '$this', '%resource.contains(id)', 'id & %resource.id', '%resource.name[$index]']) {
    t.equal(constant(expression), false, expression)
  }
})

t.test('a part is evaluated once in an evaluation', async (t) => {
  let count = 0
  const part = keptPart({
    each: (_, visit) => {
      count += 1
      return visit(stringItem('a'))
    },
  })
  const scope = startRun({ type: 'string', value: 'x', sibling: undefined }, environment())
  t.equal(collect(part, scope).length + collect(part, scope).length, 2)
  t.equal(part.hasText?.(scope, 'a'), true)
  t.equal(part.hasText?.(scope, 'b'), false)
  t.equal(count, 1)
})

t.test('criteria see the resource around the item', async (t) => {
  t.same(valuesOf("name.where('Peter' in %resource.name.given).count()"), [2])
  t.same(valuesOf("name.given.where($this in %resource.name.where(use = 'usual').given)"), ['Jim'])
  t.equal(isWorthKeeping({ kind: 'this' }), false)
})
