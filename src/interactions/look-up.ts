import type { Answers, Question } from '../validation/run.js'
import type { Context } from './interaction.js'

/** Resources that one look-up reads: what refers to more than these is judged without looking at them. */
const RESOURCES_MAX = 2_000
const RESOURCES_AT_ONCE = 200

/** Nothing has been looked up yet. */
export const noAnswers: Answers = { codes: new Map(), resources: new Map() }

/** The resources of these keys (`Patient/1`) that are there and that the client may read. */
async function readResources(
  context: Context,
  keys: readonly string[],
): Promise<ReadonlyMap<string, object | undefined>> {
  const found = new Map<string, object | undefined>(keys.map((key) => [key, undefined]))
  const access = context.access.predicate('r')
  for (let from = 0; from < Math.min(keys.length, RESOURCES_MAX); from += RESOURCES_AT_ONCE) {
    const some = keys.slice(from, from + RESOURCES_AT_ONCE)
    const places = some.map((key) => {
      const [type = '', id = ''] = key.split('/')
      return { type, id }
    })
    const versions = await context.store.readMany(places, access)
    for (const [at, version] of versions.entries()) {
      if (version !== undefined && !version.deleted) found.set(some[at] as string, JSON.parse(version.content))
    }
  }
  return found
}

/**
 * Answers what a validation could not know by itself: codes by one look-up of terminology, resources with what the client may read, absent ones as undefined.
 * Inside a transaction both are asked through its own connection. What was known before stays.
 */
export async function lookUp(context: Context, questions: readonly Question[], known: Answers): Promise<Answers> {
  const codes = new Map(
    questions.flatMap((question) => (question.kind === 'code' ? [[question.key, question] as const] : [])),
  )
  const keys = new Set(questions.flatMap((question) => (question.kind === 'resource' ? [question.key] : [])))
  const { terminology } = context.knowledge()
  const answered =
    codes.size === 0 ? known.codes : await terminology.answer([...codes.values()], context.store.queryable)
  const wanted = [...keys].filter((key) => !known.resources.has(key))
  const resources = wanted.length === 0 ? known.resources : await readResources(context, wanted)
  return {
    codes: answered === known.codes ? answered : new Map([...known.codes, ...answered]),
    resources: resources === known.resources ? resources : new Map([...known.resources, ...resources]),
  }
}
