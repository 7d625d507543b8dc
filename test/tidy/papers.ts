import { posix } from 'node:path'
import type { Finding } from './source.js'

/** The most lines that each paper may have: README is one screen. They only ratchet down. */
export const paperLimits: Readonly<Record<string, number>> = {
  'README.md': 60,
  'ARCHITECTURE.md': 150,
  'CONTRIBUTING.md': 60,
}

/** A paper that is missing, or longer than its limit. */
export function paperSizeFindings(path: string, text: string | undefined): readonly Finding[] {
  if (text === undefined) return [{ path, line: 1, text: 'This paper is missing.' }]
  const limit = paperLimits[path]
  const lines = text.replace(/\n$/, '').split('\n').length
  if (limit === undefined || lines <= limit) return []
  return [{ path, line: limit + 1, text: `The paper has ${lines} lines; at most ${limit} are allowed.` }]
}

/** Relative links of a Markdown file that lead to no file or folder of the project. */
export function deadLinkFindings(path: string, text: string, exists: (path: string) => boolean): readonly Finding[] {
  return text.split('\n').flatMap((line, index) =>
    [...line.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = '']) => {
      if (/^([a-z][a-z0-9+.-]*:|#)/i.test(link)) return []
      const target = posix.join(posix.dirname(path), decodeURI(link.replace(/[#?].*$/, '')))
      return exists(target) ? [] : [{ path, line: index + 1, text: `The link \`${link}\` leads nowhere.` }]
    }),
  )
}
