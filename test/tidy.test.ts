import { existsSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { importFindings, unreachableFindings } from './tidy/imports.js'
import { linkFindings, mirrorFindings } from './tidy/mirrors.js'
import { deadLinkFindings, paperLimits, paperSizeFindings } from './tidy/papers.js'
import { classFindings, fileSizeFindings, functionFindings, limits, medianLines } from './tidy/shapes.js'
import { type Finding, filesBelow, parseSources, projectRoot, readProjectFile } from './tidy/source.js'
import { callFindings, nameFindings, skipFindings, unfinishedFindings } from './tidy/words.js'

// Where a program begins: the command line, the build's compiler of definitions, and what runs in a thread of its own.
const entryPoints = [
  'src/main.ts',
  'src/definitions/compile/main.ts',
  'src/definitions/profiles/main.ts',
  'src/validation/compile/main.ts',
  'src/database/pglite-worker.ts',
]

const sourcePaths = ['src', 'test', 'bench'].flatMap(filesBelow).filter((path) => path.endsWith('.ts'))
const sources = parseSources(Object.fromEntries(sourcePaths.map((path) => [path, readProjectFile(path)])))
const exists = (path: string): boolean => existsSync(join(projectRoot, path))
const readOptional = (path: string): string | undefined => (exists(path) ? readProjectFile(path) : undefined)
const papers = filesBelow('').filter((path) => path.endsWith('.md'))

/** Asserts that there are no findings, and prints each as `file:line: text`. */
function holds(title: string, findings: readonly Finding[]): void {
  const lines = findings.map(({ path, line, text }) => `${path}:${line}: ${text}`)
  if (lines.length === 0) t.pass(title)
  else t.fail(title, { findings: lines, stack: '', at: null })
}

holds('imports go only where the table of the house allows', sources.flatMap(importFindings))
holds('every file of src is reached from an entry point', unreachableFindings(sources, entryPoints))
holds('no file is longer than its limit', sources.flatMap(fileSizeFindings))
holds('functions are short and take few parameters, none of them boolean', sources.flatMap(functionFindings))
holds('only errors are classes', sources.flatMap(classFindings))
holds('environment, clock, chance and console stay in their homes', sources.flatMap(callFindings))
holds('names say something', sources.flatMap(nameFindings))
holds(
  'every file of the pure folders has its test in the mirror',
  sources.flatMap((source) => mirrorFindings(source, new Set(sourcePaths))),
)
holds('every interaction and operation begins with its link into the specification', sources.flatMap(linkFindings))
holds('skipped tests give a reason', sources.flatMap(skipFindings))
holds(
  'nothing is marked as unfinished',
  [...sourcePaths, ...papers, '.ci/run', 'docker/Dockerfile', 'docker/compose.yaml'].flatMap((path) =>
    unfinishedFindings(path, readOptional(path) ?? ''),
  ),
)
holds(
  'the papers are there, and short',
  [...Object.keys(paperLimits), 'CHANGELOG.md', 'LICENSE'].flatMap((path) =>
    paperSizeFindings(path, readOptional(path)),
  ),
)
holds(
  'no link in the papers is dead',
  papers.flatMap((path) => deadLinkFindings(path, readProjectFile(path), exists)),
)

t.test('the median file of src is short', async (t) => {
  const median = medianLines(sources.filter(({ path }) => path.startsWith('src/')))
  t.ok(median <= limits.fileLinesMedian, `the median of ${median} lines is at most ${limits.fileLinesMedian}`)
})
