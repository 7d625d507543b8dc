import { lookup } from './code-system/lookup.js'
import { subsumes } from './code-system/subsumes.js'
import { validateSystemCode } from './code-system/validate-code.js'
import { translate } from './concept-map/translate.js'
import type { OperationEntry } from './operation.js'
import { validate } from './validate.js'
import { expand } from './value-set/expand.js'
import { validateSetCode } from './value-set/validate-code.js'

/** The operations of this server. https://hl7.org/fhir/R4/operationslist.html */
export const operations: readonly OperationEntry[] = [
  validate,
  lookup,
  validateSystemCode,
  subsumes,
  expand,
  validateSetCode,
  translate,
]

/** The table of operations in `docs/http.md`, as Markdown. */
export function operationsTable(): string {
  const rows = operations.flatMap(({ code, types, places, methods, definition }) =>
    places.map(({ level, scope }) => {
      const on = level === 'system' ? [''] : types === '*' ? ['/:type'] : types.map((type) => `/${type}`)
      const paths = on.map((base) => `\`${base}${level === 'instance' ? '/:id' : ''}/$${code}\``)
      const letter = scope === 'each' ? 'see below' : `\`${scope}\``
      return `| [$${code}](${pageOf(definition)}) | ${paths.join(', ')} | ${methods.join(', ')} | ${letter} |`
    }),
  )
  return ['| Operation | Path below `/fhir` | Methods | Scope |', '|---|---|---|---|', ...rows, ''].join('\n')
}

/** The page of the specification that an operation's canonical stands for. */
const pageOf = (definition: string): string => {
  const [type = '', code = ''] = definition.replace(/^.*\//, '').split(/-(.*)/)
  return `https://hl7.org/fhir/R4/${type.toLowerCase()}-operation-${code}.html`
}
