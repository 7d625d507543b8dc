import { shown } from '../../fhir/suggest.js'
import type { Rule } from '../run.js'
import { isRecord } from '../shapes.js'
import { codedValue } from './coded.js'
import { isDefined } from './coding.js'
import { found } from './found.js'

const ucum = 'http://unitsofmeasure.org'

/** Checks that the unit of a Quantity is one of its system, where that is UCUM or a complete code system. https://hl7.org/fhir/R4/datatypes.html#Quantity */
export const quantity = (): Rule => (value, spot) => {
  if (!isRecord(value)) return
  const { system, code } = value
  if (typeof system !== 'string' || typeof code !== 'string') return
  const { run } = spot.frame
  const verdict = run.terminology.inSystem(codedValue(system, undefined, code, undefined), run.answers.codes)
  if (verdict.kind === 'pending') run.ask(verdict.question)
  if (verdict.kind !== 'invalid') return
  const isWrong = verdict.why === 'syntax' || isDefined(system, spot)
  found(spot, '/code', {
    severity: isWrong ? 'error' : 'warning',
    code: 'code-invalid',
    sentence: `\`{path}\` is \`${shown(code)}\`, which is no unit of ${system === ucum ? 'UCUM' : 'its system'}. ${verdict.sentence}`,
  })
}
