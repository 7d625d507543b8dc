import { formatCanonical } from '../fhir/canonical.js'
import { shown } from '../fhir/suggest.js'
import type { CodeSystemSource } from './code-system-source.js'
import { absentSystem } from './special/syntax.js'
import type { CodedValue } from './terminology.js'

/** The sentences about codes that several judges share. Each begins with `The code …`. */

/** `x` or `x` of `http://loinc.org`. */
export const codeName = ({ system, code }: Pick<CodedValue, 'system' | 'code'>): string =>
  system === undefined ? `\`${shown(code)}\`` : `\`${shown(code)}\` of \`${shown(system)}\``

/** The code is not in a system that is wholly here. */
export function unknownCode(source: CodeSystemSource, code: string): string {
  const { url, version, name, content } = source
  const where = content === 'grammar' ? 'is not well-formed in' : 'is not in the code system'
  return `The code \`${shown(code)}\` ${where} \`${name}\` (\`${formatCanonical({ url, version })}\`).`
}

/** The code is written in a way in which no code of its system is. */
export const wrongSyntax = (system: string, code: string, fault: string): string =>
  `The code \`${shown(code)}\` is no ${absentSystem(system)?.name ?? system} code: it ${fault}.`

/** Nothing is known of the code's system but perhaps how its codes are written. */
export function absentSentence(system: string, code: string): string {
  const known = absentSystem(system)
  const name = known === undefined ? `\`${shown(system)}\`` : `${known.name} (\`${system}\`)`
  const syntax = known === undefined ? '' : ' Its syntax is right.'
  return `The code \`${shown(code)}\` cannot be verified, since the code system ${name} is not on this server.${syntax}`
}

/** A part of the system is here, and the code is not in it. */
export const fragmentSentence = ({ url, name }: CodeSystemSource, code: string): string =>
  `The code \`${shown(code)}\` cannot be verified, since only a part of the code system \`${name}\` (\`${url}\`) is on this server.`

/** The code is not in the version that is here, and another version was named. */
export const otherVersionSentence = ({ url, version }: CodeSystemSource, code: string, asked: string): string =>
  `The code \`${shown(code)}\` cannot be verified: version \`${shown(asked)}\` of \`${url}\` is not on this server, and it is not in ` +
  (version === undefined ? 'the version that is.' : `version \`${version}\`.`)
