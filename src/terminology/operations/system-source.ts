import { unknown } from '../../fhir/outcome.js'
import { shown } from '../../fhir/suggest.js'
import type { CodeSystemSource } from '../code-system-source.js'
import type { TerminologyEngine } from '../engine.js'
import { absentSystem } from '../special/syntax.js'

/** The source of a code system that an operation cannot do without. Throws a 404 where it is absent, or is there in other versions only. */
export function systemSource(engine: TerminologyEngine, system: string, version: string | undefined): CodeSystemSource {
  const found = engine.sources.nearest(system, version)
  if (found === undefined) {
    const name = absentSystem(system)?.name
    const hint = name === undefined ? '' : ` \`anteroom terminology import\` loads ${name} from its publisher's files.`
    throw unknown(`The code system \`${shown(system)}\` is not on this server.${hint}`)
  }
  if (found.version === 'other') {
    throw unknown(
      `The version \`${shown(version ?? '')}\` of the code system \`${shown(system)}\` is not on this server; version \`${found.source.version}\` is.`,
    )
  }
  return found.source
}
