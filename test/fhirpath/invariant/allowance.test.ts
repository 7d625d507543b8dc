import t from 'tap'
import { createAllowance, takeTime, withinTime } from '../../../src/fhirpath/invariant/allowance.js'
import { engineInvariant } from '../../../src/fhirpath/invariant/engine-invariant.js'
import { definitions, environment } from './evaluate.js'

t.test('steps end once the time has ended, and it is remembered', async (t) => {
  const allowance = { ...createAllowance(), until: 0 }
  t.throws(
    () => {
      for (let count = 0; count < 1_000; count++) takeTime(allowance)
    },
    { message: 'the invariants of what is validated take more than 10 seconds together' },
  )
  t.equal(allowance.isSpent, true)
  t.throws(() => withinTime(allowance, () => 1), { message: /more than 10 seconds/ })
})

t.test('work that never ends is ended, and what is inside goes on afterwards', async (t) => {
  const allowance = createAllowance()
  t.equal(
    withinTime(allowance, () => withinTime(allowance, () => 1) + 1),
    2,
  )
  const endless = () => {
    for (;;);
  }
  t.throws(() => withinTime(allowance, endless), { message: 'it takes more than a second' })
  t.throws(
    () =>
      withinTime(allowance, () => {
        throw new RangeError('of its own')
      }),
    RangeError,
  )
})

t.test('an invariant of the engine that would need minutes fails after a second', async (t) => {
  const name = Array.from({ length: 2_000 }, (_, at) => ({ family: `f${at}` }))
  const expression = 'name.where(%resource.name.where(family.toChars().count() = 77).exists()).exists()'
  const resource = { resourceType: 'Patient', name }
  const focus = { type: 'Patient', value: resource, sibling: undefined }
  const result = engineInvariant(expression, definitions)(focus, { ...environment(), resource, rootResource: resource })
  t.match(result, { kind: 'failed', message: /takes more than a second/ })
})
