import { LRUCache } from 'lru-cache'
import type { Definitions } from '../definitions/definitions.js'
import { compileExpression } from './compile.js'
import { engineExpression } from './engine.js'
import type { Expression } from './expression.js'

const cacheMax = 10_000

export interface Expressions {
  /** The function for an expression on resources (or backbones) of a type. A 400 FhirError where no one can read it. */
  expression(text: string, rootType: string): Expression
}

/** Expressions as plain functions: compiled where they are of the simple kind, else through HL7's engine; each is made once. */
export function createExpressions(definitions: Definitions): Expressions {
  const known = new LRUCache<string, Expression>({ max: cacheMax })
  return {
    expression: (text, rootType) => {
      const key = `${rootType} ${text}`
      const found =
        known.get(key) ??
        compileExpression(text, rootType, definitions) ??
        engineExpression(text, rootType, definitions)
      known.set(key, found)
      return found
    },
  }
}
