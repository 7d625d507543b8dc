import {
  isCallExpression,
  isClassDeclaration,
  isFunctionDeclaration,
  isInterfaceDeclaration,
  isNewExpression,
  isPropertyAccessExpression,
  isTypeAliasDeclaration,
  isVariableStatement,
  type Node,
  SyntaxKind,
} from 'typescript/unstable/ast'
import { type Finding, findingAt, nodesOf, type Source } from './source.js'

/** Calls that would hide a source of change: each is allowed only in the files that hand it to the others. */
const bannedCalls: readonly {
  readonly name: string
  readonly matches: (node: Node) => boolean
  readonly home: RegExp
}[] = [
  {
    name: 'process.env',
    matches: (node) => isPropertyAccessExpression(node) && node.getText() === 'process.env',
    home: /^src\/(config|main)\.ts$/,
  },
  {
    name: 'Date.now',
    matches: (node) => isPropertyAccessExpression(node) && node.getText() === 'Date.now',
    home: /^src\/(main|server)\.ts$|^src\/commands\//,
  },
  {
    name: 'new Date() without an argument',
    matches: (node) =>
      isNewExpression(node) && node.expression.getText() === 'Date' && (node.arguments ?? []).length === 0,
    home: /^src\/(main|server)\.ts$|^src\/commands\//,
  },
  {
    name: 'Math.random',
    matches: (node) => isPropertyAccessExpression(node) && node.getText() === 'Math.random',
    home: /^src\/(main|server)\.ts$|^src\/commands\//,
  },
  {
    name: 'console',
    matches: (node) => isPropertyAccessExpression(node) && node.expression.getText() === 'console',
    home: /^src\/main\.ts$|^src\/commands\/|^src\/definitions\/compile\/main\.ts$/,
  },
]

/** Banned calls outside their home. */
export function callFindings(source: Source): readonly Finding[] {
  if (!source.path.startsWith('src/')) return []
  const banned = bannedCalls.filter(({ home }) => !home.test(source.path))
  return nodesOf(source.ast).flatMap((node) =>
    banned
      .filter(({ matches }) => matches(node))
      .map(({ name }) =>
        findingAt(source, node, `\`${name}\` has no place here; take it from the context or the config.`),
      ),
  )
}

const emptyWord = /^(utils?|helpers?|managers?|services?|impl|base|common|data|handle)$/i
const emptyPart = /(^|[a-z])(Utils?|Helpers?|Managers?|Impl)(?=[A-Z]|$)/

/** File, folder and exported names that say nothing about what is inside. */
export function nameFindings(source: Source): readonly Finding[] {
  if (!source.path.startsWith('src/')) return []
  const parts = source.path.replace(/\.ts$/, '').split('/')
  const wrongPart = parts.find(
    (part) => emptyWord.test(part) || part.split('-').some((word) => /^(util|helper)s?$/.test(word)),
  )
  const findings: Finding[] =
    wrongPart === undefined ? [] : [{ path: source.path, line: 1, text: `The name \`${wrongPart}\` says nothing.` }]
  for (const { name, node } of exportedNames(source)) {
    if (!emptyWord.test(name) && !emptyPart.test(name)) continue
    findings.push(findingAt(source, node, `The exported name \`${name}\` says nothing.`))
  }
  return findings
}

/** What a file exports, and whether it is there at run time (a type is not). */
export interface ExportedName {
  readonly name: string
  readonly node: Node
  readonly kind: 'value' | 'type'
}

/** The exported declarations of a file. */
export function exportedNames(source: Source): readonly ExportedName[] {
  return source.ast.statements.flatMap((node): readonly ExportedName[] => {
    if (node.kind === SyntaxKind.ExportDeclaration) {
      const kind = /^export\s+type\b/.test(node.getText()) ? 'type' : 'value'
      return [{ name: '', node, kind }]
    }
    if (node.kind === SyntaxKind.ExportAssignment) return [{ name: 'default', node, kind: 'value' }]
    if (!/^export\b/.test(node.getText())) return []
    if (isVariableStatement(node)) {
      return node.declarationList.declarations.map((each) => ({ name: each.name.getText(), node, kind: 'value' }))
    }
    if (isFunctionDeclaration(node) || isClassDeclaration(node)) {
      return [{ name: node.name?.getText() ?? 'default', node, kind: 'value' }]
    }
    if (isInterfaceDeclaration(node) || isTypeAliasDeclaration(node)) {
      return [{ name: node.name.getText(), node, kind: 'type' }]
    }
    return [{ name: '', node, kind: 'value' }]
  })
}

/** Skipped tests that do not say why, tests that exclude all others, and tests that are only planned. */
export function skipFindings(source: Source): readonly Finding[] {
  if (!source.path.startsWith('test/')) return []
  return nodesOf(source.ast).flatMap((node) => {
    const text = node.getText()
    if (node.kind === SyntaxKind.PropertyAssignment && /^(skip|todo|only):\s*true$/.test(text)) {
      return [findingAt(source, node, `\`${text}\` gives no reason; give a text instead.`)]
    }
    if (!isCallExpression(node)) return []
    const callee = node.expression.getText()
    if (/^t\.(only|todo)$/.test(callee)) return [findingAt(source, node, `\`${callee}\` may not stay in a test.`)]
    if (callee === 't.skip' && node.arguments.length === 0) {
      return [findingAt(source, node, '`t.skip` needs a reason.')]
    }
    return []
  })
}

// The optional underscores keep this file from finding itself.
const unfinished = /\b(TO_?DO|FIX_?ME|XX_?X)\b/

/** Notes that something is unfinished: what exists works, what doesn't is an issue. */
export function unfinishedFindings(path: string, text: string): readonly Finding[] {
  return text.split('\n').flatMap((line, index) => {
    const found = unfinished.exec(line)?.[0]
    return found === undefined
      ? []
      : [{ path, line: index + 1, text: `\`${found}\` may not stay; file an issue instead.` }]
  })
}
