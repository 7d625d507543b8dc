import {
  isExportDeclaration,
  isImportDeclaration,
  isStringLiteral,
  type Node,
  SyntaxKind,
} from 'typescript/unstable/ast'
import { type Finding, findingAt, nodesOf, type Source } from './source.js'

const everything = '*'

/** HOUSE.md, "Who may import whom": a folder of src, and the folders that it may import beside itself. */
export const importTable: Readonly<Record<string, string>> = {
  fhir: '',
  sql: '',
  config: '',
  database: 'fhir sql config',
  definitions: 'fhir',
  fhirpath: 'fhir definitions',
  terminology: 'fhir definitions sql database',
  access: 'fhir definitions',
  validation: 'fhir fhirpath definitions terminology',
  smart: 'fhir sql database access',
  search: 'fhir sql fhirpath definitions terminology access',
  store: 'fhir sql database definitions search access',
  jobs: 'fhir sql database',
  interactions: 'fhir fhirpath access definitions terminology validation search store',
  operations: 'fhir fhirpath interactions definitions terminology validation store search access',
  duties: 'fhir fhirpath definitions terminology interactions operations jobs',
  'bulk-data': 'fhir access interactions operations jobs search store',
  subscriptions: 'fhir access interactions operations jobs search store',
  hl7v2: 'fhir access interactions operations jobs search store',
  clearinghouse: 'fhir access interactions operations jobs search store',
  web: 'fhir interactions operations duties',
  rest:
    'fhir config definitions fhirpath terminology access validation smart search jobs interactions operations duties ' +
    'bulk-data subscriptions hl7v2 clearinghouse web',
  commands: everything,
  server: everything,
  main: everything,
}

/** Packages that one folder alone may know, so that they can be exchanged in one place. */
const owners: readonly { readonly packages: RegExp; readonly folders: readonly string[] }[] = [
  { packages: /^(fastify|@fastify\/.*)$/, folders: ['rest', 'web'] },
  { packages: /^(pg|pg-.*|@electric-sql\/.*)$/, folders: ['database'] },
  { packages: /^ajv(-.*)?$/, folders: ['validation'] },
  { packages: /^fhirpath$/, folders: ['fhirpath'] },
  { packages: /^jose$/, folders: ['smart'] },
  { packages: /^commander$/, folders: ['commands', 'main'] },
]

/** Folders whose functions are pure: no files, sockets, processes or timers. */
const pureFolders = new Set(['fhir', 'sql', 'fhirpath', 'search', 'access', 'interactions', 'operations', 'duties'])
const impureModule =
  /^(node:)?(fs|net|http|https|http2|tls|dgram|dns|child_process|cluster|worker_threads|timers)(\/|$)/

/** One import of a source file: the specifier as written, and the node to point at. */
export interface ModuleImport {
  readonly specifier: string
  readonly node: Node
}

/** Static imports, re-exports, `import('…')` calls and `import('…')` types. */
export function importsOf(source: Source): readonly ModuleImport[] {
  return nodesOf(source.ast).flatMap((node) => {
    const specifier = specifierOf(node)
    return specifier === undefined ? [] : [{ specifier, node }]
  })
}

function specifierOf(node: Node): string | undefined {
  if (isImportDeclaration(node) || isExportDeclaration(node)) {
    const specifier = node.moduleSpecifier
    return specifier !== undefined && isStringLiteral(specifier) ? specifier.text : undefined
  }
  if (node.kind !== SyntaxKind.CallExpression && node.kind !== SyntaxKind.ImportType) return undefined
  return /^import\(\s*'([^']+)'/.exec(node.getText())?.[1]
}

/** The folder of src that a path belongs to; a file at the top of src counts as a folder (`config`, `server`, `main`). */
export function folderOf(path: string): string | undefined {
  return /^src\/([^/]+?)(\.ts$|\/)/.exec(path)?.[1]
}

/** `../sql/sql.js` seen from `src/store/read.ts` is `src/sql/sql.ts`. */
export function resolveImport(from: string, specifier: string): string {
  return new URL(specifier, `file:///${from}`).pathname.slice(1).replace(/\.js$/, '.ts')
}

/** Imports that HOUSE.md's table does not allow, and packages outside the folder that owns them. */
export function importFindings(source: Source): readonly Finding[] {
  const folder = folderOf(source.path)
  if (folder === undefined) return []
  return importsOf(source).flatMap(({ specifier, node }) => {
    const wrong = specifier.startsWith('.')
      ? wrongFolder(source.path, folder, resolveImport(source.path, specifier))
      : wrongPackage(folder, specifier)
    return wrong === undefined ? [] : [findingAt(source, node, wrong)]
  })
}

function wrongFolder(path: string, folder: string, target: string): string | undefined {
  const targetFolder = folderOf(target)
  if (targetFolder === undefined) return `\`${path}\` imports \`${target}\`, which is outside src.`
  const allowed = importTable[folder]
  if (allowed === undefined) return `The folder \`${folder}\` is not in the import table of HOUSE.md.`
  if (allowed === everything || targetFolder === folder || allowed.split(' ').includes(targetFolder)) return undefined
  return `\`${folder}\` may not import \`${targetFolder}\`; it may import: ${allowed || 'nothing'}.`
}

function wrongPackage(folder: string, specifier: string): string | undefined {
  if (pureFolders.has(folder) && impureModule.test(specifier)) {
    return `\`${folder}\` is free of input and output, so it may not import \`${specifier}\`.`
  }
  const packageName = /^(@[^/]+\/[^/]+|[^/]+)/.exec(specifier)?.[0] ?? specifier
  const owner = owners.find(({ packages }) => packages.test(packageName))
  if (owner === undefined || owner.folders.includes(folder)) return undefined
  return `The package \`${packageName}\` belongs to ${owner.folders.join(' and ')}; \`${folder}\` may not import it.`
}

/** Files of src that cannot be reached from the entry points: nobody imports them, or only such files do. */
export function unreachableFindings(sources: readonly Source[], entryPoints: readonly string[]): readonly Finding[] {
  const byPath = new Map(sources.map((source) => [source.path, source]))
  const reached = new Set<string>()
  const visit = (path: string): void => {
    const source = byPath.get(path)
    if (source === undefined || reached.has(path)) return
    reached.add(path)
    for (const { specifier } of importsOf(source)) {
      if (specifier.startsWith('.')) visit(resolveImport(path, specifier))
    }
  }
  entryPoints.forEach(visit)
  const absent = entryPoints.filter((path) => !byPath.has(path))
  const unreached = sources.map(({ path }) => path).filter((path) => path.startsWith('src/') && !reached.has(path))
  return [
    ...absent.map((path) => ({ path, line: 1, text: 'This entry point is listed, and is not there.' })),
    ...unreached.map((path) => ({ path, line: 1, text: 'No entry point leads to this file, so nothing uses it.' })),
  ]
}
