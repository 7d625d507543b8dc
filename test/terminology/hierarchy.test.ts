import fc from 'fast-check'
import t from 'tap'
import { createHierarchy } from '../../src/terminology/hierarchy.js'

/** Every ancestor of a concept, found by walking. */
function ancestorsOf(parents: readonly (readonly number[])[], code: number): ReadonlySet<number> {
  const found = new Set<number>()
  const open = [...(parents[code] ?? [])]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (found.has(at)) continue
    found.add(at)
    open.push(...(parents[at] ?? []))
  }
  return found
}

/** Parents with lower numbers only, so that there is no circle. */
const acyclic = fc
  .array(fc.array(fc.nat(), { maxLength: 3 }), { minLength: 1, maxLength: 40 })
  .map((lists) => lists.map((list, code) => (code === 0 ? [] : [...new Set(list.map((parent) => parent % code))])))

function agrees(parents: readonly (readonly number[])[], intervalsMax?: number): boolean {
  const { descends } = createHierarchy(parents, intervalsMax)
  return parents.every((_, code) => {
    const ancestors = ancestorsOf(parents, code)
    return parents.every((_, ancestor) => descends(ancestor, code) === ancestors.has(ancestor))
  })
}

t.test('descent is what walking upward finds, with one parent or several', async (t) => {
  fc.assert(fc.property(acyclic, (parents) => agrees(parents)))
  t.pass()
})

t.test('a hierarchy that needs too many intervals is walked, with the same answers', async (t) => {
  fc.assert(fc.property(acyclic, (parents) => agrees(parents, 1)))
  t.pass()
})

t.test('a circle of parents ends, and what lies outside of it is right', async (t) => {
  // 0 → 1 → 2 → 0, and 3 below 2.
  const { descends } = createHierarchy([[2], [0], [1], [2], []])
  t.equal(descends(2, 3), true)
  t.equal(descends(3, 2), false)
  t.equal(descends(0, 0), false)
  t.equal(descends(4, 3), false)
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.nat({ max: 9 }), { maxLength: 3 }), { minLength: 10, maxLength: 10 }),
      (parents) => {
        const { descends } = createHierarchy(parents)
        return parents.every((_, code) => !descends(code, code))
      },
    ),
  )
})

t.test('a chain of 100,000 concepts is indexed without recursion', async (t) => {
  const { descends } = createHierarchy(Array.from({ length: 100_000 }, (_, code) => (code === 0 ? [] : [code - 1])))
  t.equal(descends(0, 99_999), true)
  t.equal(descends(99_999, 0), false)
})
