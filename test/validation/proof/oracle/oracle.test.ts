import t from 'tap'
import { isLong, type Random, seededRandom, timeoutMs } from '../../../harness/random.js'
import { nodesOf, replaced } from '../../mutations.js'
import { examples, examplesAbsent, type Resource } from '../../samples.js'
import { proofMutations } from '../content-mutations.js'
import { createProofValidator, errorsOf, linesOf } from '../validator.js'
import { wrongExamples } from '../wrong-examples.js'
import { explanations, isAboutResource, notCompared } from './explained.js'
import { type OracleError, oracleAbsent, runOracle } from './run-oracle.js'

const MUTATIONS = 20_000
const PERCENT_LEAST = 98
/** Characters of an example that is spoiled. */
const SIZE_MAX = 20_000

interface Sample {
  readonly name: string
  readonly resource: Resource
}

const originals: readonly Sample[] = examples().map(({ file, text }) => ({
  name: file.replace('.json', ''),
  resource: JSON.parse(text),
}))
const ways = Object.entries(proofMutations).filter(([name]) => !notCompared.has(name))

function spoiled(random: Random): readonly Sample[] {
  // What is wrong already stays wrong, whatever is done to it.
  const small = originals.filter(
    ({ name, resource }) => !wrongExamples.has(name) && JSON.stringify(resource).length < SIZE_MAX,
  )
  const samples: Sample[] = []
  while (samples.length < MUTATIONS) {
    const { name, resource } = random.pick(small)
    const node = random.pick(nodesOf(resource))
    const [way, mutate] = random.pick(ways)
    const mutated = mutate(node)
    if (mutated === undefined) continue
    const how = `${name}: ${way} at ${node.expression}`
    samples.push({ name: how, resource: replaced(resource, node.path, mutated.value) })
  }
  return samples
}

/** Where one finds an error and the other none: which class it is of, and whether that is explained. */
interface Difference {
  readonly text: string
  readonly class: string
  readonly isExplained: boolean
}

/** Values taken out, so that what is of one kind becomes one text. */
const kindOf = (text: string): string =>
  text
    .replace(/`[^`]*`/g, '`…`')
    .replace(/'[^']*'/g, "'…'")
    .slice(0, 120)

function differenceOf(theirs: readonly OracleError[], lines: readonly string[]): Difference | undefined {
  const [first] = theirs
  const [line] = lines
  if ((first === undefined) === (line === undefined)) return undefined
  const by = first === undefined ? 'us' : 'hl7'
  const text = first === undefined ? (line ?? '') : `${first.id} ${first.place} ${first.message}`
  const sentence = first === undefined ? text.replace(/^[^:]*: /, '') : first.id === 'null' ? first.message : first.id
  const isExplained = explanations.some((each) => each.by === by && each.pattern.test(text))
  return { text, class: `${by}: ${kindOf(sentence)}`, isExplained }
}

const skip = isLong ? examplesAbsent || oracleAbsent() : 'it is part of the long tests: TEST_LONG=1'
t.setTimeout(timeoutMs)

t.test('valid is what HL7’s own validator calls valid', { skip }, async (t) => {
  const samples = [...originals, ...spoiled(seededRandom(t))]
  const { validate } = createProofValidator([])
  const theirs = await runOracle(
    t.testdir(),
    samples.map(({ resource }) => resource),
  )
  const classes = new Map<string, number>()
  const unexplained: string[] = []
  let agreeing = 0
  for (const [index, { name, resource }] of samples.entries()) {
    const errors = (theirs.get(index) ?? []).filter(isAboutResource)
    const difference = differenceOf(errors, linesOf(errorsOf(validate(resource))))
    if (difference === undefined) agreeing++
    else {
      classes.set(difference.class, (classes.get(difference.class) ?? 0) + 1)
      if (!difference.isExplained) unexplained.push(`${name}: ${difference.class} (${difference.text.slice(0, 300)})`)
    }
  }
  for (const [text, count] of [...classes].sort(([, left], [, right]) => right - left)) t.comment(`${count} × ${text}`)
  const percent = (100 * agreeing) / samples.length
  t.ok(percent >= PERCENT_LEAST, `${agreeing} of ${samples.length} agree: ${percent.toFixed(2)} %`)
  t.same(unexplained, [], 'every class of differences is explained')
})
