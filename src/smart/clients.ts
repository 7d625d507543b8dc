import { LRUCache } from 'lru-cache'
import type { Access } from '../access/access.js'
import type { Database } from '../database/database.js'
import { sql } from '../sql/sql.js'
import { accessOf, parseScopes } from './scopes.js'
import { drawToken, hashToken } from './token.js'

/** A client as `anteroom client list` shows it; its token is nowhere. */
export interface Client {
  readonly name: string
  readonly scopes: string
  readonly created: string
}

/** Clients with static bearer tokens, each with a name and SMART v2 scopes. */
export interface Clients {
  /** Adds a client and answers its token, which can't be seen again. Throws an `Error` for a wrong name or scope, or a name that is taken. */
  add(name: string, scopes: string): Promise<string>
  list(): Promise<readonly Client[]>
  /** False where there was no client of that name. */
  remove(name: string): Promise<boolean>
  /** What the bearer of a token may do; undefined where it is nobody's. A removed client is out after `CACHED_MS` at the latest. */
  authenticate(token: string): Promise<Access | undefined>
}

/** What clients stand on. */
export interface ClientsParts {
  readonly database: Database
  readonly practice: number
  readonly isResourceType: (name: string) => boolean
  /** Milliseconds; any clock that only goes forward. */
  readonly now: () => number
}

/** How long an answer of the database counts. */
const CACHED_MS = 3_000
const CACHED_TOKENS_MAX = 1_000

/** A name goes into logs and messages. */
const validName = /^[A-Za-z0-9][A-Za-z0-9 ._-]{0,63}$/

/** Makes the register of clients over the table `client`. */
export function createClients({ database, practice, isResourceType, now }: ClientsParts): Clients {
  // Known and unknown tokens alike: who tries the same wrong token again and again should not keep the database busy.
  const cache = new LRUCache<string, { readonly access: Access | undefined; readonly untilMs: number }>({
    max: CACHED_TOKENS_MAX,
  })
  const lookUp = async (hash: string): Promise<Access | undefined> => {
    // Served by the unique index on (practice, token_hash).
    const [row] = await database.query<{ name: string; scopes: string }>(sql`
      select name, scopes
      from client
      where practice = ${practice} and token_hash = decode(${hash}, 'hex')`)
    return row === undefined ? undefined : accessOf(row.name, parseScopes(row.scopes, isResourceType))
  }
  return {
    add: async (name, scopes) => {
      if (!validName.test(name)) {
        throw new Error(
          `\`${name}\` is not a client's name: expected up to 64 letters, digits, spaces, \`.\`, \`_\` and \`-\`.`,
        )
      }
      parseScopes(scopes, isResourceType)
      const token = drawToken()
      const added = await database.query(sql`
        insert into client (practice, name, token_hash, scopes, created)
        values (${practice}, ${name}, decode(${hashToken(token)}, 'hex'), ${scopes.trim().replace(/\s+/g, ' ')}, now())
        on conflict do nothing
        returning name`)
      if (added.length === 0)
        throw new Error(`There is a client \`${name}\` already; remove it first, or take another name.`)
      return token
    },
    list: () =>
      database.query<{ name: string; scopes: string; created: string }>(sql`
        select name, scopes, created::text as created
        from client
        where practice = ${practice}
        order by name`),
    remove: async (name) => {
      const removed = await database.query(sql`
        delete from client
        where practice = ${practice} and name = ${name}
        returning name`)
      return removed.length > 0
    },
    authenticate: async (token) => {
      const hash = hashToken(token)
      const known = cache.get(hash)
      if (known !== undefined && known.untilMs > now()) return known.access
      const access = await lookUp(hash)
      cache.set(hash, { access, untilMs: now() + CACHED_MS })
      return access
    },
  }
}
