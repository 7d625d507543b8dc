import t from 'tap'
import { isLong, type Random, seededRandom, timeoutMs } from '../../harness/random.js'
import { type Node, nodesOf, replaced } from '../mutations.js'
import { examples, examplesAbsent, type Resource } from '../samples.js'
import { proofMutations } from './content-mutations.js'
import { medplumErrors } from './medplum.js'
import { createProofValidator, errorsOf } from './validator.js'
import { wrongExamples } from './wrong-examples.js'

/** Characters of an example: the small ones have everything in them too. */
const SIZE_MAX = 20_000
/** Spoiled examples, unless TEST_LONG is set: then it is every element, in every way that there is. */
const MUTATIONS = 2_500

const { validate } = createProofValidator([])

const resources: readonly Resource[] = examples()
  .filter(({ file, text }) => text.length < SIZE_MAX && !wrongExamples.has(file.replace('.json', '')))
  .map(({ text }) => JSON.parse(text))

/** What medplum finds wrong though it is right. */
const wronglyFound: readonly RegExp[] = [
  // ras-2 is about a probability that is a decimal; by R4's expression, medplum finds it broken where there is no probability.
  /^RiskAssessment\.prediction\[\d+\]: Constraint ras-2 not met/,
  // White space is allowed in base64Binary: "(\s*([0-9a-zA-Z\+\/=]){4}\s*)+".
  /^Media\.content\.data: Invalid base64Binary format/,
]

interface Spoiled {
  readonly resource: Resource
  readonly how: string
}

function* waysOf(original: Resource, node: Node): Generator<Spoiled> {
  for (const [name, mutate] of Object.entries(proofMutations)) {
    const mutated = mutate(node)
    if (mutated === undefined) continue
    const how = `${name} at ${node.expression} of ${original.resourceType}/${original.id}`
    yield { resource: replaced(original, node.path, mutated.value), how }
  }
}

function* everything(): Generator<Spoiled> {
  for (const resource of resources) for (const node of nodesOf(resource)) yield* waysOf(resource, node)
}

function* sample(random: Random): Generator<Spoiled> {
  for (let count = 0; count < MUTATIONS; count++) {
    const resource = random.pick(resources)
    const ways = [...waysOf(resource, random.pick(nodesOf(resource)))]
    if (ways.length > 0) yield random.pick(ways)
  }
}

t.setTimeout(timeoutMs)

t.test('whatever medplum finds wrong in a spoiled example is found', { skip: examplesAbsent }, async (t) => {
  const missed: string[] = []
  let spoiled = 0
  let theirs = 0
  let ours = 0
  for (const { resource, how } of isLong ? everything() : sample(seededRandom(t))) {
    spoiled++
    const found = medplumErrors(resource).filter((line) => !wronglyFound.some((wrong) => wrong.test(line)))
    const isFound = errorsOf(validate(resource)).length > 0
    if (found.length > 0) theirs++
    if (isFound) ours++
    if (found.length > 0 && !isFound) missed.push(`${how}: ${found[0]}`)
  }
  t.same(missed, [])
  t.comment(`${spoiled} spoiled examples: wrong by medplum ${theirs}, by us ${ours}`)
  t.ok(theirs > spoiled / 3, 'medplum finds much of it')
})

t.test('medplum is wrong where that is listed', { skip: examplesAbsent }, async (t) => {
  const lines = resources.flatMap(medplumErrors)
  for (const wrong of wronglyFound)
    t.ok(
      lines.some((line) => wrong.test(line)),
      String(wrong),
    )
  t.same(
    lines.filter((line) => !wronglyFound.some((wrong) => wrong.test(line))),
    [],
  )
})
