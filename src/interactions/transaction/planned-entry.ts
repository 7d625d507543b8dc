import { requireScope, type ScopeLetter } from '../../access/access.js'
import type { JsonText } from '../../fhir/json-text.js'
import { notSupported } from '../../fhir/outcome.js'
import type { Expectation } from '../../store/store.js'
import { criteriaOf, instanceOf, typeOf } from '../address.js'
import { FHIR_JSON, type RoutedEntry } from '../bundle/to-request.js'
import type { Context } from '../interaction.js'
import { refuseIfNoneMatch } from '../patched.js'
import { bodyOf, contentOf, expectationOf, requireId } from '../prepare.js'

/** What an entry of a transaction wants, before its conditions are answered. */
export type PlannedEntry = RoutedEntry & { readonly wish: Wish }

export type Wish =
  | {
      readonly kind: 'create'
      readonly type: string
      readonly id: string
      readonly body: JsonText
      readonly criteria?: string
    }
  | {
      readonly kind: 'update'
      readonly type: string
      readonly id: string
      readonly body: JsonText
      readonly expect: Expectation
    }
  | {
      readonly kind: 'update-conditional'
      readonly type: string
      /** For where the body has no id, and nothing matches. */
      readonly freshId: string
      readonly body: JsonText
      readonly expect: Expectation
      readonly criteria: string
    }
  | {
      readonly kind: 'patch'
      readonly type: string
      readonly id?: string
      readonly criteria?: string
      readonly expect: Expectation
    }
  | { readonly kind: 'delete'; readonly type: string; readonly id: string; readonly expect: Expectation }
  | { readonly kind: 'delete-conditional'; readonly type: string; readonly criteria: string }
  | { readonly kind: 'get' }

/** The resource of an entry whose links are rewritten: what is created or updated, or a FHIRPath Patch; a JSON Patch is opaque in its Binary. */
export function linkedBody({ wish, request }: PlannedEntry): JsonText | undefined {
  if ('body' in wish) return wish.body
  return wish.kind === 'patch' && request.contentType === FHIR_JSON ? request.body : undefined
}

function planCreate(context: Context, { request, entry }: RoutedEntry): Wish {
  const type = typeOf(context, request)
  const body = bodyOf(request)
  contentOf(body, type)
  const { ifNoneExist } = entry.conditions
  const wish = { kind: 'create', type, id: context.createId(), body } as const
  return ifNoneExist === undefined ? wish : { ...wish, criteria: ifNoneExist.replace(/^\?/, '') }
}

function planUpdate(context: Context, { request }: RoutedEntry): Wish {
  const { type, id } = instanceOf(context, request)
  const body = bodyOf(request)
  requireId(contentOf(body, type), id)
  return { kind: 'update', type, id, body, expect: expectationOf(request) }
}

function planConditionalUpdate(context: Context, { request }: RoutedEntry): Wish {
  const type = typeOf(context, request)
  const body = bodyOf(request)
  contentOf(body, type)
  const expect = expectationOf(request)
  return { kind: 'update-conditional', type, freshId: context.createId(), body, expect, criteria: criteriaOf(request) }
}

/** The scope letters of an entry: that of its line in the table, and `s` where it searches. Conditional creates search too. */
function requireScopes(context: Context, { route, request, entry }: RoutedEntry): void {
  const { scope, name } = route.entry
  const type = request.type ?? '*'
  const letters: ScopeLetter[] = scope === 'none' || scope === 'each' ? [] : [scope]
  if (name.endsWith('-conditional') || entry.conditions.ifNoneExist !== undefined) letters.push('s')
  for (const letter of letters) requireScope(context.access, letter, type)
}

/** Understands an entry as far as it can be without the database; throws what is wrong with it. https://hl7.org/fhir/R4/http.html#trules */
export function planEntry(context: Context, routed: RoutedEntry): PlannedEntry {
  requireScopes(context, routed)
  return { ...routed, wish: wishOf(context, routed) }
}

const isOperation = ({ route }: RoutedEntry): boolean => route.entry.operation !== undefined

function wishOf(context: Context, routed: RoutedEntry): Wish {
  const { request, route } = routed
  if (request.method === 'GET' || route.entry.name.startsWith('search-')) return { kind: 'get' }
  switch (route.entry.name) {
    case 'create':
      return planCreate(context, routed)
    case 'update':
      return planUpdate(context, routed)
    case 'update-conditional':
      return planConditionalUpdate(context, routed)
    case 'patch':
      refuseIfNoneMatch(request)
      return { kind: 'patch', ...instanceOf(context, request), expect: expectationOf(request) }
    case 'patch-conditional':
      refuseIfNoneMatch(request)
      return {
        kind: 'patch',
        type: typeOf(context, request),
        criteria: criteriaOf(request),
        expect: expectationOf(request),
      }
    case 'delete':
      return { kind: 'delete', ...instanceOf(context, request), expect: expectationOf(request) }
    case 'delete-conditional':
      return { kind: 'delete-conditional', type: typeOf(context, request), criteria: criteriaOf(request) }
    default:
      throw notSupported(
        `\`${request.method} ${routed.entry.url}\` cannot be part of a transaction.${isOperation(routed) ? ' Send operations in a batch, or by GET where they take only simple parameters.' : ''}`,
      )
  }
}
