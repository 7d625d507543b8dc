/**
 * Whether a text can be stored: PostgreSQL takes no U+0000, and U+001E and U+001F separate the values of a column on their way. The other control
 * characters but tab and line ends are refused with them, as everywhere in FHIR.
 */
export const isStorable = (text: string): boolean =>
  !/\p{Cc}/u.test(text) || [...text].every((character) => character >= ' ' || '\t\n\r'.includes(character))
