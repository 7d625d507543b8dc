import { sqlState } from '../database/sqlstate.js'

/** Nothing was written: profiles or codes changed after the write was judged by them. Whoever judged looks again, and judges anew. */
export class StaleKnowledgeError extends Error {
  constructor() {
    super('The knowledge that the write was judged by has changed.')
    this.name = 'StaleKnowledgeError'
  }
}

/** What `hold_epoch` of migration 0004 raises. */
const STALE = 'AN001'

/** Runs what may find out that knowledge is stale; throws a `StaleKnowledgeError` then. */
export async function noticingStale<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw sqlState(error) === STALE ? new StaleKnowledgeError() : error
  }
}
