import { methodNotAllowed } from '../fhir/outcome.js'
import type { Store, UnitOfWork } from '../store/store.js'
import type { Context } from './interaction.js'

const refuse = (): never => {
  throw methodNotAllowed('An entry that only reads cannot write.', ['GET'])
}

/** The transaction as a store that reads: what is asked of it is what the transaction wrote so far. */
const readingStore = (unit: UnitOfWork): Store => ({
  ...unit,
  write: refuse,
  transaction: refuse,
  importMany: refuse,
  drain: async () => {},
})

/** The context inside an open transaction: whatever reads goes through its connection, since nothing but its own statements may be awaited there. */
export const inside = (context: Context, unit: UnitOfWork): Context => ({
  ...context,
  store: readingStore(unit),
  renewKnowledge: async () => {},
  pause: async () => {},
})
