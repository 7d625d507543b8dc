import type { Definitions, SearchParameterDefinition } from '../definitions/definitions.js'
import type { Expression } from '../fhirpath/expression.js'
import type { Expressions } from '../fhirpath/expressions.js'
import { absentValue, columnsOf } from './columns.js'
import type { Hash, Indexer, IndexRow, LocalReference, ValueRow } from './index-row.js'
import { localReferences, parseLocal } from './local-references.js'
import { textOf } from './parameters/content.js'
import type { IndexRowBuilder, ParameterContext, ParameterType } from './parameters/parameter-type.js'
import { parameterTypeOf } from './parameters/registry.js'
import { capTokens, isCapped } from './token-cap.js'
import { compartmentText, overflowText, presentText, referrerText, selfText } from './token-text.js'

/** What an indexer is made of. */
export interface IndexerParts {
  readonly definitions: Definitions
  readonly expressions: Expressions
  readonly context: ParameterContext
}

/** One search parameter of a type, ready to run. */
interface CompiledParameter {
  readonly definition: SearchParameterDefinition
  readonly expression: Expression
  readonly type: ParameterType
  /** The token of a parameter that has a value, for `:missing`. */
  readonly present: Hash
  /** The compartments into which its references put the resource: `Patient` … */
  readonly compartments: readonly string[]
}

/** A type's parameters and columns, compiled when the first resource of the type comes. */
interface CompiledType {
  readonly parameters: readonly CompiledParameter[]
  readonly absent: readonly (string | null)[]
  readonly columnAt: ReadonlyMap<string, number>
}

const compartmentTypes = ['Patient', 'Practitioner', 'Encounter', 'RelatedPerson', 'Device']

/** The one way from a resource to its index row; see `Indexer`. */
export function createIndexer(parts: IndexerParts): Indexer {
  const { definitions, context } = parts
  const compiled = new Map<string, CompiledType>()
  const typeOf = (type: string): CompiledType => {
    const known = compiled.get(type)
    if (known !== undefined) return known
    const fresh = compileType(type, parts)
    compiled.set(type, fresh)
    return fresh
  }
  const isResourceType = (name: string): boolean => definitions.isResourceType(name)
  const referenceContext = { normalizeReference: context.normalizeReference, isResourceType }

  return {
    index: (type, id, resource) => {
      const compiledType = typeOf(type)
      const draft = createDraft(type, compiledType, context)
      const compartments = new Set<Hash>()
      if (compartmentTypes.includes(type)) compartments.add(context.hash(compartmentText(type, id)))
      const starts: number[] = []
      for (const parameter of compiledType.parameters) {
        const values = parameter.expression(resource)
        if (values.length === 0) continue
        starts.push(draft.tokens.size)
        draft.tokens.add(parameter.present)
        parameter.type.index(parameter.definition, values, draft.row, context)
        if (parameter.compartments.length === 0) continue
        for (const { value } of values) {
          const target = parseLocal(context.normalizeReference(textOf(value, 'reference') ?? ''), referenceContext)
          if (target !== undefined && parameter.compartments.includes(target.type))
            compartments.add(context.hash(compartmentText(target.type, target.id)))
        }
      }
      const references = localReferences(type, resource, referenceContext)
      const row = finish(draft, context.hashOnce(selfText(type, id)), compartments, references)
      return isCapped(type) ? capped(row, starts, context) : row
    },
  }
}

/** What an index row is made from while the parameters write to it. */
interface Draft {
  readonly row: IndexRowBuilder
  readonly tokens: Set<Hash>
  readonly values: readonly ValueRow[]
  readonly columns: readonly (string | null)[]
}

function createDraft(resourceType: string, { absent, columnAt }: CompiledType, { hash }: ParameterContext): Draft {
  const tokens = new Set<Hash>()
  const values: ValueRow[] = []
  const columns = [...absent]
  const row: IndexRowBuilder = {
    resourceType,
    token: (text) => {
      tokens.add(hash(text))
    },
    value: (value) => {
      values.push(value)
    },
    column: (name, value) => {
      const at = columnAt.get(name)
      if (at !== undefined) columns[at] = value
    },
    hash,
  }
  return { row, tokens, values, columns }
}

function finish(
  { row, tokens, values, columns }: Draft,
  self: Hash,
  compartments: ReadonlySet<Hash>,
  references: readonly LocalReference[],
): IndexRow {
  for (const compartment of compartments) tokens.add(compartment)
  for (const { type, id } of references) tokens.add(row.hash(referrerText(type, id)))
  return { self, tokens: [...tokens], columns, values, compartments: [...compartments], references }
}

/** The row of a type with very long lists: what goes beyond the cap moves to `values`. The last groups of tokens are compartments and referrers. */
function capped(row: IndexRow, starts: readonly number[], { hash }: ParameterContext): IndexRow {
  const referrers = row.references.length === 0 ? [] : [row.tokens.length - row.references.length]
  const last = row.tokens.length - row.references.length - row.compartments.length
  const groups = row.compartments.length === 0 ? [...starts, ...referrers] : [...starts, last, ...referrers]
  const { tokens, overflow } = capTokens(row.tokens, groups, hash(overflowText))
  return { ...row, tokens, values: [...row.values, ...overflow] }
}

function compileType(type: string, { definitions, expressions, context }: IndexerParts): CompiledType {
  const columns = columnsOf(type)
  const parameters = [...definitions.searchParameters(type).values()].flatMap((definition) => {
    const parameterType = parameterTypeOf(definition)
    if (parameterType === undefined || definition.code === '_id' || definition.code === '_lastUpdated') return []
    return {
      definition,
      expression: expressions.expression(definition.expression, type),
      type: parameterType,
      present: context.hash(presentText(definition.code)),
      compartments: compartmentTypes.filter((code) =>
        definitions.compartment(code)?.parameters.get(type)?.includes(definition.code),
      ),
    }
  })
  return {
    parameters,
    absent: columns.map(absentValue),
    columnAt: new Map(columns.map((column, at) => [column.name, at])),
  }
}
