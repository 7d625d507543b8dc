/** A statement, or a piece of one: text pieces between parameters. Made only by `sql`, so that no value ever becomes text. */
export interface Sql {
  readonly pieces: readonly string[]
  readonly values: readonly unknown[]
  /** False for a statement that has to be planned anew for its values each time; see `unprepared`. */
  readonly prepared?: false
}

/** What the database driver takes: text with `$1 … $n`, and the parameters. */
export interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
}

const isSql = (value: unknown): value is Sql =>
  typeof value === 'object' && value !== null && 'pieces' in value && 'values' in value

/**
 * The tagged template of every statement: a fragment inside a fragment is spliced, everything else is a parameter.
 */
export function sql(strings: TemplateStringsArray, ...values: readonly unknown[]): Sql {
  const pieces: string[] = [strings[0] ?? '']
  const parameters: unknown[] = []
  values.forEach((value, index) => {
    const after = strings[index + 1] ?? ''
    if (isSql(value)) {
      pieces[pieces.length - 1] += value.pieces[0] ?? ''
      value.values.forEach((parameter, at) => {
        parameters.push(parameter)
        pieces.push(value.pieces[at + 1] ?? '')
      })
      pieces[pieces.length - 1] += after
    } else {
      parameters.push(value)
      pieces.push(after)
    }
  })
  return { pieces, values: parameters }
}

/** Text that this program wrote itself (a keyword, a column of its own list): never anything that came from a client. */
export const raw = (text: string): Sql => ({ pieces: [text], values: [] })

/** A quoted identifier. */
export const identifier = (name: string): Sql => raw(`"${name.replaceAll('"', '""')}"`)

/**
 * The same statement, planned for its values each time it runs. Searches need it: a plan for any values takes a token that nearly every row holds for one
 * that nearly none does. Their texts are countless besides, and would crowd out the statements that are worth preparing.
 */
export const unprepared = (fragment: Sql): Sql => ({ ...fragment, prepared: false })

/** Fragments joined by a separator that this program wrote. */
export function join(fragments: readonly Sql[], separator: string): Sql {
  const pieces: string[] = ['']
  const values: unknown[] = []
  fragments.forEach((fragment, index) => {
    pieces[pieces.length - 1] += (index === 0 ? '' : separator) + (fragment.pieces[0] ?? '')
    fragment.values.forEach((value, at) => {
      values.push(value)
      pieces.push(fragment.pieces[at + 1] ?? '')
    })
  })
  return { pieces, values }
}

/** The statement in the form that drivers take. */
export function statement(fragment: Sql): Statement {
  let text = fragment.pieces[0] ?? ''
  for (let index = 1; index < fragment.pieces.length; index++) text += `$${index}${fragment.pieces[index] ?? ''}`
  return { text, values: fragment.values }
}

const arrays = (columns: readonly string[]): Sql =>
  join(
    columns.map((text) => sql`string_to_array(${text}, chr(31), chr(30))`),
    ', ',
  )

/**
 * `unnest` over columns made by `column()`: `rows('m', ['type', 'id'], [types, ids])` is a from-item `m(type, id)` of text columns.
 */
export const rows = (alias: string, names: readonly string[], columns: readonly string[]): Sql =>
  sql`unnest(${arrays(columns)}) as ${identifier(alias)}(${join(names.map(identifier), ', ')})`

/** The same with the position of each row, from 1, as a last column `n`. */
export const numberedRows = (alias: string, names: readonly string[], columns: readonly string[]): Sql =>
  sql`unnest(${arrays(columns)}) with ordinality as ${identifier(alias)}(${join([...names, 'n'].map(identifier), ', ')})`
