/** `{1,2}`: hashes as the text of an int8[]. They are made by this program, and are decimal numbers. */
export const hashArray = (hashes: readonly string[]): string => `{${hashes.join(',')}}`

/** `{"a","b"}`: any texts as the text of a text[], quoted and escaped. */
export const textArray = (texts: readonly string[]): string =>
  `{${texts.map((text) => `"${text.replace(/["\\]/g, '\\$&')}"`).join(',')}}`
