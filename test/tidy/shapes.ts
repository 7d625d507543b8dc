import {
  isArrowFunction,
  isClassDeclaration,
  isClassExpression,
  isConstructorDeclaration,
  isFunctionDeclaration,
  isFunctionExpression,
  isFunctionTypeNode,
  isMethodDeclaration,
  isMethodSignatureDeclaration,
  type Node,
  type ParameterDeclaration,
  SyntaxKind,
} from 'typescript/unstable/ast'
import { type Finding, findingAt, linesOf, nodesOf, type Source } from './source.js'

/** The limits of HOUSE.md. They only ratchet down. */
export const limits = { fileLines: 300, fileLinesMedian: 100, functionLines: 60, parameters: 4 } as const

/** The number of lines of a text that ends in a line break. */
export function countLines(text: string): number {
  return text.replace(/\n$/, '').split('\n').length
}

/** A file that is longer than a person reads at once. */
export function fileSizeFindings(source: Source): readonly Finding[] {
  const lines = countLines(source.text)
  if (lines <= limits.fileLines) return []
  const text = `The file has ${lines} lines; at most ${limits.fileLines} are allowed.`
  return [{ path: source.path, line: limits.fileLines + 1, text }]
}

/** The median of the file sizes, 0 where there are none. */
export function medianLines(sources: readonly Source[]): number {
  const sizes = sources.map(({ text }) => countLines(text)).sort((a, b) => a - b)
  return sizes[Math.floor(sizes.length / 2)] ?? 0
}

/** Functions that are too long, take too many parameters, or a boolean that says nothing where it is called. */
export function functionFindings(source: Source): readonly Finding[] {
  return nodesOf(source.ast).flatMap((node) => {
    const parameters = parametersOf(node)
    if (parameters === undefined) return []
    const findings: Finding[] = []
    const lines = linesOf(source, node)
    if (lines > limits.functionLines) {
      const text = `The function has ${lines} lines; at most ${limits.functionLines} are allowed.`
      findings.push(findingAt(source, node, text))
    }
    if (parameters.length > limits.parameters) {
      const text = `The function takes ${parameters.length} parameters; at most ${limits.parameters} are allowed.`
      findings.push(findingAt(source, node, text))
    }
    for (const parameter of source.path.startsWith('src/') ? parameters.filter(isBoolean) : []) {
      const text = `The parameter \`${parameter.name.getText()}\` is boolean; two functions or a named choice read better.`
      findings.push(findingAt(source, parameter, text))
    }
    return findings
  })
}

function parametersOf(node: Node): readonly ParameterDeclaration[] | undefined {
  const isFunction =
    isFunctionDeclaration(node) ||
    isFunctionExpression(node) ||
    isArrowFunction(node) ||
    isMethodDeclaration(node) ||
    isConstructorDeclaration(node) ||
    isMethodSignatureDeclaration(node) ||
    isFunctionTypeNode(node)
  return isFunction ? node.parameters : undefined
}

function isBoolean(parameter: ParameterDeclaration): boolean {
  const initializer = parameter.initializer?.kind
  if (initializer === SyntaxKind.TrueKeyword || initializer === SyntaxKind.FalseKeyword) return true
  const type = parameter.type?.getText() ?? ''
  return type.split('|').some((alternative) => alternative.trim() === 'boolean')
}

/** Classes: only errors may be one, and none is a default export. The house is built of functions. */
export function classFindings(source: Source): readonly Finding[] {
  if (!source.path.startsWith('src/')) return []
  return nodesOf(source.ast).flatMap((node) => {
    if (!isClassDeclaration(node) && !isClassExpression(node)) return []
    const heritage = (node.heritageClauses ?? []).map((clause) => clause.getText()).join(' ')
    if (node.modifiers?.some(({ kind }) => kind === SyntaxKind.DefaultKeyword)) {
      return [findingAt(source, node, 'A class may not be a default export.')]
    }
    return /\bextends \w*Error\b/.test(heritage)
      ? []
      : [findingAt(source, node, 'Only errors are classes; everything else is made by a factory function.')]
  })
}
