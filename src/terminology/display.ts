import type { Concept } from './code-system-source.js'

/** The display of a concept in a language (`de` takes `de-CH` too), or the system's own where there is none in it. */
export function displayIn(
  { display, designations }: Pick<Concept, 'display' | 'designations'>,
  language: string | undefined,
): string | undefined {
  if (language === undefined) return display
  const wanted = language.toLowerCase()
  const inLanguage = (designations ?? []).filter((designation) => designation.language !== undefined)
  const exact = inLanguage.find((designation) => designation.language?.toLowerCase() === wanted)
  const near = inLanguage.find((designation) => designation.language?.toLowerCase().startsWith(`${wanted}-`))
  return (exact ?? near)?.value ?? display
}

/** Displays are compared without regard to case and spaces. */
export const isSameDisplay = (one: string, other: string): boolean => plain(one) === plain(other)

const plain = (text: string): string => text.trim().replace(/\s+/g, ' ').toLowerCase()
