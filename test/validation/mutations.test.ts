import fc from 'fast-check'
import t from 'tap'
import { isLong } from '../harness/random.js'
import { mutations, nodesOf, replaced } from './mutations.js'
import { examples, examplesAbsent, findings, type Resource, wrongExamples } from './samples.js'

/** Characters of an example: the small ones have everything in them too. */
const SIZE_MAX = 20_000

const resources: readonly Resource[] = examples()
  .filter(({ file, text }) => text.length < SIZE_MAX && !wrongExamples.has(file))
  .map(({ text }) => JSON.parse(text))

t.test('whatever is spoiled in an example is found, there and nowhere else', { skip: examplesAbsent }, async (t) => {
  const applied = new Set<string>()
  fc.assert(
    fc.property(fc.constantFrom(...Object.entries(mutations)), fc.nat(), fc.nat(), ([name, mutate], which, where) => {
      const resource = resources[which % resources.length] as Resource
      const possible = nodesOf(resource).flatMap((node) => {
        const mutated = mutate(node)
        return mutated === undefined ? [] : [{ path: node.path, ...mutated }]
      })
      const chosen = possible[where % possible.length]
      fc.pre(chosen !== undefined)
      applied.add(name)
      const found = findings(replaced(resource, chosen.path, chosen.value), resource.resourceType)
      if (found.length !== 1 || found[0] !== chosen.finding) {
        throw new Error(
          `${name} in ${resource.resourceType}/${resource.id}: ${found.join(', ')} is not ${chosen.finding}`,
        )
      }
    }),
    { numRuns: isLong ? 20_000 : 1_000, includeErrorInReport: true },
  )
  t.same([...applied].sort(), Object.keys(mutations).sort(), 'every mutation was tried')
})
