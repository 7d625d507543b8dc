import type { Context } from './interaction.js'

/** The context of one request: what is known stays the same to its end, so that all of it is judged by the same. */
export function pinned(context: Context): Context {
  const knowledge = context.knowledge()
  return { ...context, knowledge: () => knowledge }
}
