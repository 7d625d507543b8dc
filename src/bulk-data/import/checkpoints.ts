import type { FileProgress, ImportProgress } from './import.js'
import type { Tally } from './tally.js'

/** After so many resources everything under way is waited for, and progress is saved. */
const checkpointEvery = 5_000

/** Saves how far files are, never further than what is written. */
export interface Checkpoints {
  /** Notes a place whose resources were all given to the writer; saves now and then. */
  mark(progress: FileProgress): Promise<void>
  /** Waits for what is under way, then saves every marked place. */
  save(): Promise<void>
}

/** Many small files share one checkpoint, and one large file has many. */
export function createCheckpoints(
  store: ImportProgress,
  tally: Tally,
  writer: { readonly flush: () => Promise<void> },
): Checkpoints {
  const marked = new Map<string, FileProgress>()
  let totalSaved = 0
  const save = async (): Promise<void> => {
    await writer.flush()
    for (const progress of marked.values()) await store.save(progress)
    marked.clear()
    totalSaved = tally.total()
  }
  return {
    mark: async (progress) => {
      marked.set(progress.path, progress)
      if (tally.total() - totalSaved >= checkpointEvery) await save()
    },
    save,
  }
}
