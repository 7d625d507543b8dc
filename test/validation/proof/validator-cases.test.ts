import t from 'tap'
import { runStep } from './run-step.js'
import { caseDifferences, type Difference } from './validator-case-differences.js'
import { casesAbsent, readSteps, type Step } from './validator-cases.js'

/** Modules of which 95 of 100 steps have to agree. */
const core: ReadonlySet<string> = new Set([
  ...['profile', 'general', 'bundle', 'extensions', 'fmt', 'xhtml', 'security', 'invariants', 'references'],
])
const PERCENT_LEAST = 95

/** Steps that need a terminology server, or are about one. */
const isTerminology = ({ module, expected }: Step): boolean =>
  module === 'tx' || module === 'tx-advanced' || (expected.errorsFromTerminologyServer ?? 0) > 0

interface Count {
  readonly agree: number
  readonly comparable: number
  readonly all: number
}

const reasons = new Map(caseDifferences.flatMap((each) => each.steps.map((step) => [step, each] as const)))

const notComparable: ReadonlySet<Difference['kind'] | undefined> = new Set(['newer', 'other-run'])

const counted = (steps: readonly Step[], differs: ReadonlySet<string>): Count => {
  const comparable = steps.filter(({ name }) => !notComparable.has(reasons.get(name)?.kind))
  const agree = comparable.filter(({ name }) => !differs.has(name))
  return { agree: agree.length, comparable: comparable.length, all: steps.length }
}

t.test('HL7’s own cases are answered as HL7’s validator answers them', { skip: casesAbsent }, async (t) => {
  const steps = readSteps()
  t.ok(steps.length > 350, `${steps.length} steps`)
  const differs = new Set<string>()
  const unexplained: string[] = []
  for (const step of steps) {
    const { valid, lines } = runStep(step)
    if (valid === (step.expected.errors === 0)) continue
    differs.add(step.name)
    if (!reasons.has(step.name)) unexplained.push(`${step.name}: ${valid ? 'valid' : lines.join('; ')}`)
  }
  t.same(unexplained, [], 'every difference is listed')
  const gone = [...reasons.keys()].filter((name) => !differs.has(name))
  t.same(gone, [], 'every difference that is listed is still there')

  for (const [title, list] of [
    ['without a terminology server', steps.filter((step) => !isTerminology(step))],
    ['of terminology', steps.filter(isTerminology)],
  ] as const) {
    t.comment(`steps ${title}: agreeing / comparable / all`)
    for (const module of [...new Set(list.map((step) => step.module))].sort()) {
      const { agree, comparable, all } = counted(
        list.filter((step) => step.module === module),
        differs,
      )
      t.comment(`  ${module}: ${agree} / ${comparable} / ${all}`)
    }
  }
  const { agree, comparable, all } = counted(
    steps.filter((step) => core.has(step.module) && !isTerminology(step)),
    differs,
  )
  const percent = (100 * agree) / comparable
  t.ok(
    percent >= PERCENT_LEAST,
    `${agree} of ${comparable} comparable steps agree in the modules that matter, of ${all}`,
  )
})

t.test('no step is listed twice', async (t) => {
  const steps = caseDifferences.flatMap((each) => each.steps)
  t.equal(new Set(steps).size, steps.length)
})
