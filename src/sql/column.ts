/**
 * Many rows go to the database as one text for each column, split there by `string_to_array`: no bind parameter a row (PostgreSQL ends at 65,535), and no
 * escaping of every quotation mark, which array literals of JSON texts would need. U+001F and U+001E cannot occur in what is stored: the
 * JSON scanner refuses the control characters.
 */
const SEPARATOR = '\u001f'
const ABSENT = '\u001e'

/**
 * The text of one column. Empty strings are not allowed (PostgreSQL reads the text `''` as no row at all): an absent value is null. Throws a
 * RangeError for a value that holds one of the two separators.
 */
export function column(values: readonly (string | null)[]): string {
  let text = ''
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? null
    if (index > 0) text += SEPARATOR
    if (value === null) text += ABSENT
    else if (value === '' || value.includes(SEPARATOR) || value.includes(ABSENT))
      throw new RangeError('A column value is empty or holds a control character.')
    else text += value
  }
  return text
}
