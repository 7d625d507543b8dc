import type { Database, Queryable } from '../database/database.js'
import type { Definitions } from '../definitions/definitions.js'
import type { IncludePlanner } from '../search/include.js'
import { isConformanceType } from './conformance.js'
import { shareEpoch } from './epoch.js'
import { createHistory } from './history.js'
import { announceWrite, createHorizon } from './horizon.js'
import { createRead, createReadInside, createVread, type Place, readMany } from './read.js'
import { createSearch } from './search.js'
import { noticingStale } from './stale-knowledge.js'
import type { Reader, Store, UnitOfWork, Write, Written } from './store.js'
import { findQuery, saveQuery } from './stored-query.js'
import { lockConditions } from './write/conditions.js'
import { createGroupCommit } from './write/group-commit.js'
import { importMany } from './write/import.js'
import { writeAll } from './write/unit.js'
import type { WriteContext } from './write/write-context.js'

export interface StoreOptions extends WriteContext {
  readonly database: Database
  readonly definitions: Definitions
  /** Matches that a search may sort or count without an index. */
  readonly materializedMatchesMax: number
  readonly includesMax: number
  readonly includePlanner: IncludePlanner
}

/** The store of one practice: everything that is asked of or written to the database on behalf of clients goes through it. */
export function createStore(options: StoreOptions): Store {
  const { database, practice, now } = options
  const horizon = createHorizon(database, now)

  const reader = (place: Place, read: Reader['read']): Reader => ({
    queryable: place.queryable,
    read,
    readMany: (keys, access) => readMany(place, keys, access),
    vread: createVread(place),
    saveQuery: (query, at) => saveQuery(place, query, at),
    findQuery: (id) => findQuery(place, id),
    history: createHistory(place, place.queryable === database ? horizon : createHorizon(place.queryable, now)),
    ...createSearch({
      ...options,
      place,
      horizon: place.queryable === database ? horizon : createHorizon(place.queryable, now),
    }),
  })

  const unit = (queryable: Queryable): UnitOfWork => {
    const place = { queryable, practice }
    return {
      ...reader(place, createReadInside(place)),
      lockConditions: (conditions) => lockConditions(queryable, options.hash, conditions),
      writeAll: (writes) => writeAll(options, queryable, writes),
    }
  }

  const transaction: Store['transaction'] = (work, purpose) =>
    noticingStale(() =>
      database.transaction(
        (queryable) => work(unit(queryable)),
        () => (purpose === 'conformance' ? announceWrite(now()) : `${announceWrite(now())}; ${shareEpoch(practice)}`),
      ),
    )

  const alone = async (write: Write): Promise<Written> => {
    const purpose = isConformanceType(write.type) ? 'conformance' : 'clinical'
    const [written] = await transaction(({ writeAll: writeInside }) => writeInside([write]), purpose)
    return written as Written
  }

  const place = { queryable: database, practice }
  const group = createGroupCommit({ ...options, alone })
  return {
    ...reader(place, createRead(place)),
    write: (write) => (write.kind === 'put' && !isConformanceType(write.type) ? group.write(write) : alone(write)),
    transaction,
    importMany: (writes) => importMany(options, writes),
    drain: () => group.drain(),
  }
}
