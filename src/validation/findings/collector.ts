import type { Finding, Question } from '../run.js'

/** What one pass found and asked. It grows while the pass goes on, and belongs to it alone. */
export interface Collector {
  readonly findings: readonly Finding[]
  readonly questions: readonly Question[]
  /** True where there was more than is kept. */
  isCut(): boolean
  report(finding: Finding): void
  ask(question: Question): void
}

/**
 * Keeps the first so many errors, and as many of what is no error; the same finding at the same place once. What comes after costs nothing more, so
 * that a resource of a million mistakes is as fast as one of a few.
 */
export function createCollector(findingsMax: number): Collector {
  const findings: Finding[] = []
  const seen = new Set<string>()
  const questions = new Map<string, Question>()
  let errors = 0
  let others = 0
  let isCut = false
  return {
    findings,
    get questions() {
      return [...questions.values()]
    },
    isCut: () => isCut,
    report: (finding) => {
      const isError = finding.severity === 'error' || finding.severity === 'fatal'
      if ((isError ? errors : others) >= findingsMax) {
        isCut = true
        return
      }
      const key = `${finding.pointer}\n${finding.severity}\n${finding.rule?.code ?? ''}\n${finding.sentence}`
      if (seen.has(key)) return
      seen.add(key)
      findings.push(finding)
      if (isError) errors += 1
      else others += 1
    },
    ask: (question) => {
      questions.set(`${question.kind} ${question.key}`, question)
    },
  }
}
