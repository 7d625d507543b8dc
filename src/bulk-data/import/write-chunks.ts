import type { ResourceText } from '../../fhir/resource-text.js'
import type { ImportResult, ImportTarget } from './import.js'

/** A resource with where it came from, to report by. */
export interface ChunkItem<Origin> {
  readonly content: ResourceText & { readonly id: string }
  readonly origin: Origin
}

export interface ChunkWriter<Origin> {
  /** Takes a resource; waits while enough is under way. Throws what the target threw. */
  add(item: ChunkItem<Origin>): Promise<void>
  /** Resolves when everything that was taken is written and reported. */
  flush(): Promise<void>
}

export interface ChunkLimits {
  /** Resources of one call of the target. */
  readonly resources: number
  /** Characters of one call; a single resource may be longer. */
  readonly characters: number
  /** Calls that are under way at once. */
  readonly underWay: number
}

/** What a chunk became, in the order of its items. */
export type ReportChunk<Origin> = (
  items: readonly ChunkItem<Origin>[],
  results: readonly ImportResult[],
) => Promise<void>

/**
 * Gathers resources into calls of the target, some of them at once. Two versions of the same resource never share a chunk and are never under
 * way together, so that the later one wins.
 */
export function createChunkWriter<Origin>(
  target: ImportTarget,
  limits: ChunkLimits,
  report: ReportChunk<Origin>,
): ChunkWriter<Origin> {
  const underWay = new Set<Promise<void>>()
  const busyKeys = new Set<string>()
  let gathered: ChunkItem<Origin>[] = []
  let characters = 0
  let failure: { readonly error: unknown } | undefined

  const write = async (items: readonly ChunkItem<Origin>[]): Promise<void> => {
    try {
      await report(items, await target.writeMany(items.map(({ content }) => content)))
    } catch (error) {
      failure ??= { error }
    }
    for (const item of items) busyKeys.delete(keyOf(item))
  }
  const send = (): void => {
    if (gathered.length === 0) return
    const sent = write(gathered).finally(() => underWay.delete(sent))
    underWay.add(sent)
    gathered = []
    characters = 0
  }
  const throwFailure = (): void => {
    if (failure !== undefined) throw failure.error
  }
  const flush = async (): Promise<void> => {
    send()
    await Promise.all(underWay)
    throwFailure()
  }
  return {
    add: async (item) => {
      if (busyKeys.has(keyOf(item))) await flush()
      busyKeys.add(keyOf(item))
      gathered.push(item)
      characters += item.content.rest.length
      if (gathered.length < limits.resources && characters < limits.characters) return
      send()
      if (underWay.size >= limits.underWay) await Promise.race(underWay)
      throwFailure()
    },
    flush,
  }
}

function keyOf({ content }: ChunkItem<unknown>): string {
  return `${content.type}/${content.id}`
}
