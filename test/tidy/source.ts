import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Node, SourceFile } from 'typescript/unstable/ast'
import { API } from 'typescript/unstable/sync'

/** One TypeScript file, with its path relative to the project root (`src/fhir/id.ts`). */
export interface Source {
  readonly path: string
  readonly text: string
  readonly ast: SourceFile
}

/** One breach of a rule of the house, where it is, in a whole sentence. */
export interface Finding {
  readonly path: string
  readonly line: number
  readonly text: string
}

/** The folder that holds package.json, found upward from the compiled test. */
export const projectRoot = findProjectRoot(dirname(fileURLToPath(import.meta.url)))

function findProjectRoot(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : findProjectRoot(dirname(folder))
}

const skippedFolders = new Set(['node_modules', 'dist', 'data', '.git', '.tap', 'coverage'])

/** All files below a folder of the project, as paths relative to the root with `/`, sorted. */
export function filesBelow(folder: string): readonly string[] {
  const start = join(projectRoot, folder)
  if (!existsSync(start)) return []
  return readdirSync(start, { withFileTypes: true })
    .flatMap((entry) => {
      const path = relative(projectRoot, join(start, entry.name)).split(sep).join('/')
      if (entry.isDirectory()) return skippedFolders.has(entry.name) ? [] : filesBelow(path)
      return [path]
    })
    .sort()
}

/** The text of a file of the project. */
export function readProjectFile(path: string): string {
  return readFileSync(join(projectRoot, path), 'utf8')
}

// One compiler process for all parsing of a test, fed with files that exist only here. It ends with this process.
const virtualFiles = new Map<string, string>()
const compiler = new API({ cwd: '/tidy', fs: { readFile: readVirtual, fileExists: (path) => virtualFiles.has(path) } })

function readVirtual(path: string): string | null {
  return virtualFiles.get(path) ?? null
}

/** Parses TypeScript texts by the project's own compiler, without resolving what they import. */
export function parseSources(texts: Readonly<Record<string, string>>): readonly Source[] {
  const folder = `/tidy/${virtualFiles.size}`
  const paths = Object.keys(texts)
  const options = { noLib: true, noResolve: true, types: [], target: 'esnext', module: 'esnext' }
  virtualFiles.set(`${folder}/tsconfig.json`, JSON.stringify({ compilerOptions: options, files: paths }))
  for (const path of paths) virtualFiles.set(`${folder}/${path}`, texts[path] ?? '')
  const snapshot = compiler.updateSnapshot({ openProjects: [`${folder}/tsconfig.json`] })
  const project = snapshot.getProject(`${folder}/tsconfig.json`)
  return paths.map((path) => {
    const ast = project?.program.getSourceFile(`${folder}/${path}`)
    if (ast === undefined) throw new Error(`The compiler did not parse \`${path}\`.`)
    return { path, text: texts[path] ?? '', ast }
  })
}

/** Every node below a node, in the order of the text, the node itself first. */
export function nodesOf(node: Node): readonly Node[] {
  const nodes: Node[] = []
  const visit = (each: Node): void => {
    nodes.push(each)
    each.forEachChild((child) => {
      visit(child)
    })
  }
  visit(node)
  return nodes
}

/** The line, counted from 1, on which a node begins (its doc comment left out). */
export function lineOf(source: Source, node: Node): number {
  return source.ast.getLineAndCharacterOfPosition(node.getStart(source.ast)).line + 1
}

/** The number of lines that a node covers (its doc comment left out). */
export function linesOf(source: Source, node: Node): number {
  return source.ast.getLineAndCharacterOfPosition(node.getEnd()).line + 2 - lineOf(source, node)
}

/** A finding at a node. */
export function findingAt(source: Source, node: Node, text: string): Finding {
  return { path: source.path, line: lineOf(source, node), text }
}
