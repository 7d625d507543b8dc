import { readConfig } from '../../src/config.js'
import { loadDefinitions } from '../../src/definitions/load.js'
import { prefixes } from '../../src/fhir/search-value.js'
import { unansweredType } from '../../src/search/clause.js'
import { parameterTypeOf, parameterTypes } from '../../src/search/parameters/registry.js'
import { postponedReasons } from '../../src/search/postponed.js'
import { type ResultParameter, resultParameters } from '../../src/search/result-parameters.js'

/** The tables of docs/search.md as the code has them. */
const definitions = loadDefinitions()

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

const codes = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(' ')

const withPrefixes = new Set(['date', 'number', 'quantity'])

/** How a value of each type is written, and what it finds. */
const values: Readonly<Record<string, string>> = {
  token:
    '`code`, `system\\|code`, `system\\|`, `\\|code`; exactly, case and all (telephone numbers and e-mail addresses without case)',
  reference: '`Type/id`, `id`, an absolute URL, a canonical with or without its version',
  string: 'the beginning of a text; case, accents and white space make no difference',
  date: '`2026`, `2026-11`, `2026-11-24`, `2026-11-24T09:30:00Z`; without an offset in the time zone of the practice',
  number: '`5`, `0.50`, `1.2e3`; an equal value lies within the precision of what was written',
  quantity: '`5.4`, `5.4\\|http://unitsofmeasure.org\\|mg`, `5.4\\|\\|mg`; the unit is compared as written',
  uri: 'the whole uri, exactly',
}

/** Every type of search parameter that is answered. */
export const typesTable = (): string =>
  table(
    ['Type', 'Values', 'Prefixes', 'Modifiers'],
    Object.entries(parameterTypes).flatMap(([type, kind]) =>
      kind === undefined
        ? []
        : [
            [
              type,
              values[type] ?? 'undocumented',
              withPrefixes.has(type) ? codes(prefixes) : '',
              codes(kind.modifiers.map((modifier) => `:${modifier}`)),
            ],
          ],
    ),
  )

/** The parameters that every type has, with their modifiers. */
export const commonTable = (): string => {
  const everywhere = [...definitions.searchParameters('Basic').values()].filter(({ code }) => code.startsWith('_'))
  return table(
    ['Parameter', 'Type', 'Modifiers'],
    everywhere.flatMap((definition) => {
      const kind = parameterTypeOf(definition)
      const modifiers = (kind?.modifiers ?? []).filter((modifier) => modifier !== '[type]')
      return kind === undefined
        ? []
        : [[`\`${definition.code}\``, definition.type, codes(modifiers.map((modifier) => `:${modifier}`))]]
    }),
  )
}

const results: Readonly<Record<ResultParameter, string>> = {
  _count: 'Resources on a page; 0 asks for the total alone, and more than the limit is the limit.',
  _cursor: 'Where a page begins: only as links have it.',
  _elements: 'Top-level elements to show, with those that are mandatory.',
  _format: '`json` or `xml`, before the `Accept` header.',
  _include:
    '`Type:parameter`, `Type:parameter:Target`, `Type:*` or `*`: what the matches refer to; `:iterate` follows on.',
  _pretty: '`true` indents the answer.',
  _revinclude: 'The same for what refers to the matches.',
  _sort: 'Parameters separated by commas, downwards after a `-`; absent values come last both ways.',
  _summary: '`true`, `text`, `data`, `count` or `false`.',
  _total: '`none`, `estimate` or `accurate`; without it the total is there whenever it is cheap to know.',
  _type: 'The types of a search of the whole system or a compartment.',
}

/** The parameters about the result. */
export const resultsTable = (): string =>
  table(
    ['Parameter', 'Meaning'],
    resultParameters.map((name) => [`\`${name}\``, results[name]]),
  )

/** The limits, as they are unless configured. */
export function limitsTable(): string {
  const { limits } = readConfig({})
  const rows: readonly (readonly [what: string, variable: string, value: number])[] = [
    ['Resources on a page, where `_count` is not given', 'PAGE_SIZE_DEFAULT', limits.pageSizeDefault],
    ['Resources on a page at the most', 'PAGE_SIZE_MAX', limits.pageSizeMax],
    ['Included resources of a page', 'INCLUDES_MAX', limits.includesMax],
    ['Matches that are sorted without an index', 'MATERIALIZED_MATCHES_MAX', limits.materializedMatchesMax],
    ['Characters of a URL', 'URL_LENGTH_MAX', limits.urlLength],
  ]
  return table(
    ['Limit', 'Variable', 'Default'],
    rows.map(([what, variable, value]) => [what, `\`${variable}\``, String(value)]),
  )
}

/** What is refused for now, with what to do instead. */
export function refusedList(): string {
  const composite = [...definitions.searchParameters('Observation').values()].find(({ type }) => type === 'composite')
  const reasons =
    composite === undefined ? postponedReasons() : [...postponedReasons(), unansweredType(composite, 'Observation')]
  return reasons.map((reason) => `- ${reason}`).join('\n')
}
