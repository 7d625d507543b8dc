/** What is known at one moment: immutable. `epoch` says which state of the database it was made of. */
export interface Epochal {
  readonly epoch: number
}

export interface KnowledgeHolder<K extends Epochal> {
  /** The newest that this process has made; never waits. */
  current(): K
  /** Makes it anew where the epoch in the database is another. What comes while that is under way waits for the same. */
  refresh(): Promise<K>
  /** What is at most a second old: for those that only read. */
  fresh(): Promise<K>
}

/** How old may be what only readers use. Writers are told by the database that theirs is stale. */
const FRESH_MS = 1_000

/**
 * Holds what is known of profiles and codes, and makes it anew when others changed it. `load` makes all of it from the database, under the epoch that was
 * read before: what is newer than that epoch is found stale by the next write, never the other way round.
 */
export async function createKnowledge<K extends Epochal>(options: {
  readonly readEpoch: () => Promise<number>
  readonly load: (epoch: number) => Promise<K>
  readonly now: () => number
}): Promise<KnowledgeHolder<K>> {
  const { readEpoch, load, now } = options
  let asked = now()
  let current = await load(await readEpoch())
  let underWay: Promise<K> | undefined

  const look = async (): Promise<K> => {
    asked = now()
    const epoch = await readEpoch()
    if (epoch !== current.epoch) current = await load(epoch)
    return current
  }
  const refresh = (): Promise<K> => {
    underWay ??= look().finally(() => {
      underWay = undefined
    })
    return underWay
  }
  return {
    current: () => current,
    refresh,
    fresh: () => {
      const clock = now()
      // A clock that was set back counts as old.
      return clock - asked < FRESH_MS && clock >= asked ? Promise.resolve(current) : refresh()
    },
  }
}
