import t from 'tap'
import type { Resource } from '../samples.js'
import { mandatoryIn, without } from './mandatory.js'
import { readUsCore, usCoreAbsent, usCoreVersions } from './packages.js'
import { wrongUsCoreExamples } from './us-core-differences.js'
import { createProofValidator, errorsOf, linesOf } from './validator.js'

const claimsOf = (example: Resource): readonly string[] =>
  (example.meta as { readonly profile?: readonly string[] } | undefined)?.profile ?? []

for (const version of usCoreVersions) {
  const usCore = usCoreAbsent === false ? readUsCore(version) : { layer: [], examples: [] }
  const validator = createProofValidator([usCore.layer])
  const nameOf = ({ resourceType, id }: Resource) => `${version} ${resourceType}/${id}`

  t.test(`the examples of US Core ${version} are valid against its profiles`, { skip: usCoreAbsent }, async (t) => {
    const wrong: string[] = []
    for (const example of usCore.examples) {
      const lines = linesOf(errorsOf(validator.validate(example)))
      const known = wrongUsCoreExamples.get(nameOf(example))
      const unexpected = known === undefined ? lines : lines.filter((line) => !known.lines.test(line))
      if (known !== undefined && lines.length === 0) wrong.push(`${nameOf(example)} is wrong no longer`)
      wrong.push(...unexpected.map((line) => `${nameOf(example)}: ${line}`))
    }
    t.same(wrong, [])
    t.ok(usCore.examples.length > 80, `${usCore.examples.length} examples`)
  })

  t.test(`an example of US Core ${version} without a mandatory element is not`, { skip: usCoreAbsent }, async (t) => {
    const missed: string[] = []
    let removed = 0
    for (const example of usCore.examples) {
      const before = new Set(linesOf(errorsOf(validator.validate(example))))
      for (const profile of claimsOf(example)) {
        for (const element of mandatoryIn(example, validator.snapshot(profile))) {
          removed++
          const lines = linesOf(errorsOf(validator.validate(without(example, element.path))))
          // The finding may be about the element, its parent or an invariant; that it is one more is what matters.
          if (lines.every((line) => before.has(line))) missed.push(`${nameOf(example)}: ${element.id} of ${profile}`)
        }
      }
    }
    t.same(missed, [])
    t.ok(removed > 300, `${removed} mandatory elements were taken away`)
  })
}
