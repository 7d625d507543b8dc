import type { Context } from './interaction.js'
import { purposeOf } from './purpose.js'

/** Looks at what is known anew where resources of these types were written: who stored a value set finds it at once. */
export async function noticeChange(context: Context, types: readonly string[]): Promise<void> {
  if (purposeOf(types) === 'conformance') await context.renewKnowledge('stale')
}
