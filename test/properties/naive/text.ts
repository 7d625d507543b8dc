import type { TypedValue } from '../../../src/fhirpath/expression.js'
import { escaped, list, members, type NaiveType, text } from './alternative.js'

const parts: Readonly<Record<string, readonly string[]>> = {
  HumanName: ['text', 'family', 'given', 'prefix', 'suffix'],
  Address: ['text', 'line', 'city', 'district', 'state', 'postalCode', 'country'],
  CodeableConcept: ['text'],
}

/** The texts that a string parameter looks into, each by itself. https://hl7.org/fhir/R4/search.html#string */
export function textsOf({ type, value }: TypedValue): readonly string[] {
  const names = parts[type]
  const found =
    names === undefined ? [value] : names.flatMap((name) => [members(value)[name], ...list(members(value)[name])])
  return found.flatMap((each) => text(each) ?? [])
}

/** As people compare: case, accents and white space don't count. The letters are those that the generated names have. */
export const plain = (value: string): string =>
  value
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ø/g, 'o')
    .replace(/ß/g, 'ss')
    .replace(/[\s\p{C}]+/gu, ' ')
    .trim()

export const string: NaiveType = {
  modifiers: ['exact', 'contains'],
  draw: ({ random, modifier, value }) => {
    const texts = textsOf(value).filter((each) => plain(each) !== '' && each.length < 500)
    if (texts.length === 0) return undefined
    const whole = random.pick(texts)
    if (modifier === 'exact') {
      const asked = random.next() < 0.8 ? whole : whole.toUpperCase()
      return {
        text: escaped(asked),
        test: (other) => textsOf(other).some((each) => each.normalize() === asked.normalize()),
      }
    }
    const letters = [...whole]
    const start = modifier === 'contains' ? random.whole(0, letters.length - 1) : 0
    const piece = letters.slice(start, start + random.whole(1, 20)).join('')
    const asked = random.pick([piece, piece.toUpperCase(), piece.toLowerCase(), plain(piece)])
    const wanted = plain(asked)
    if (wanted === '') return undefined
    const test = (other: TypedValue): boolean =>
      textsOf(other)
        .map(plain)
        .some((each) => (modifier === 'contains' ? each.includes(wanted) : each.startsWith(wanted)))
    return { text: escaped(asked), test }
  },
}
