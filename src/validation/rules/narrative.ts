import type { Rule } from '../run.js'
import { isRecord } from '../shapes.js'
import { found, invariantOf } from './found.js'
import { type XhtmlProblem, xhtmlProblems } from './xhtml.js'

/** Longer ones are no narrative that a person reads, and would hold up everybody else while they are parsed. */
const LENGTH_MAX = 1_048_576

/** Short narratives often come again (`<div xmlns="…">no text</div>`): they are remembered as right, up to these limits. */
const CACHED_LENGTH_MAX = 200
const CACHED_COUNT_MAX = 1000

/** Checks the xhtml of a Narrative, or an xhtml element itself. https://hl7.org/fhir/R4/narrative.html#xhtml */
export function narrative(): Rule {
  const right = new Set<string>()
  return (value, spot) => {
    const div = isRecord(value) ? value.div : value
    if (typeof div !== 'string' || right.has(div)) return
    const within = isRecord(value) ? '/div' : ''
    if (div.length > LENGTH_MAX) {
      const sentence = `\`{path}\` has ${div.length} characters; a narrative may have at most ${LENGTH_MAX}.`
      return found(spot, within, { code: 'too-long', sentence })
    }
    const problems = xhtmlProblems(div)
    for (const { code, key, what } of problems) {
      found(spot, within, { code, sentence: `\`{path}\`: ${what}`, ...ruleOf(key) })
    }
    if (problems.length > 0 || div.length > CACHED_LENGTH_MAX) return
    if (right.size >= CACHED_COUNT_MAX) right.clear()
    right.add(div)
  }
}

const ruleOf = (key: XhtmlProblem['key']) => (key === undefined ? {} : { rule: invariantOf('Narrative', key) })
