import t from 'tap'
import { stringItem } from '../../../src/fhirpath/invariant/item.js'
import { collect, listPart, onePart, startRun, step } from '../../../src/fhirpath/invariant/run.js'
import { environment } from './evaluate.js'

const scope = () => startRun({ type: 'string', value: 'x', sibling: undefined }, environment())

t.test('a walk ends where the visitor stops', async (t) => {
  const part = listPart(() => ['a', 'b'].map(stringItem))
  t.equal(
    part.each(scope(), () => true),
    true,
  )
  t.equal(collect(part, scope()).length, 2)
  t.same(
    collect(
      onePart(() => undefined),
      scope(),
    ),
    [],
  )
})

t.test('an element without anything is an empty collection', async (t) => {
  t.same(startRun({ type: 'string', value: undefined, sibling: undefined }, environment()).self, [])
  t.equal(startRun({ type: 'string', value: undefined, sibling: { id: 'x' } }, environment()).self.length, 1)
})

t.test('steps run out', async (t) => {
  const { run } = scope()
  step(run, run.budget.left)
  t.throws(() => step(run), /steps/)
})
