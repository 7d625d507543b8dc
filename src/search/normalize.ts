/** Changes whenever `normalizeText` answers otherwise than before: the index has to be rebuilt then. */
export const normalizerVersion = 1

/** What a text holds that is not its own normal form but for upper case. One character at a time, so that a text of any length is tested in little memory. */
const unplain = /[^ -~]|^ | $| {2}/
/** Marks that Latin, Greek and Cyrillic letters bear; those of other scripts distinguish letters. */
const marks = /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/g
const spaces = /[\s\p{Cc}\p{Cf}]/gu
/** Letters that Unicode does not take apart, as people type them without the right keyboard. */
const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ŧ: 't',
  ς: 'σ',
}
const lettersPattern = new RegExp(`[${Object.keys(letters).join('')}]`, 'g')

/**
 * The form in which strings are compared: lower case, without accents, compatibility characters resolved, white space (and control or invisible characters)
 * collapsed to single spaces and trimmed. Idempotent. https://hl7.org/fhir/R4/search.html#string
 */
export function normalizeText(text: string): string {
  if (!unplain.test(text)) return text.toLowerCase()
  const stripped = text.normalize('NFKD').toLowerCase().normalize('NFKD').replace(marks, '')
  return stripped
    .replace(lettersPattern, (letter) => letters[letter] ?? letter)
    .replace(spaces, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()
    .normalize('NFC')
}

/** The form in which `:exact` compares: case and accents kept, only the ways of coding the same character made one. */
export const exactForm = (text: string): string => text.normalize('NFC')
