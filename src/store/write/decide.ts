import { conflict, issue, preconditionFailed } from '../../fhir/outcome.js'
import { serialize } from '../../fhir/resource-text.js'
import { instant } from '../stamp.js'
import type { StoredVersion, Write, Written } from '../store.js'

/** What is known of the current version of a resource when a write is decided. */
export interface Head {
  readonly version: number
  /** Milliseconds since 1970. */
  readonly lastUpdated: number
  readonly deleted: boolean
  /** As an int8[] literal: a deletion copies them. */
  readonly compartments: string
}

/** A write with its version, time and text: ready to be stored. */
export interface Decided {
  readonly write: Write
  readonly version: StoredVersion
  readonly outcome: Written['outcome']
  /** As an int8[] literal. */
  readonly compartments: string
}

const place = (write: Write): string => `\`${write.type}/${write.id}\``

/** Another writer was first: the whole transaction is run again, as after a serialization failure. */
export const lostRace = (): Error => Object.assign(new Error('Another writer was first.'), { code: '40001' })

function judge(write: Write, head: Head | undefined): void {
  const { expect } = write
  const isThere = head !== undefined && !head.deleted
  if (expect.kind === 'absent' && isThere) {
    throw preconditionFailed(
      'conflict',
      `${place(write)} exists already, and \`If-None-Match: *\` asks that it doesn't.`,
    )
  }
  if (expect.kind === 'present' && !isThere) {
    throw preconditionFailed('conflict', `${place(write)} is not there, and \`If-Match: *\` asks that it is.`)
  }
  if (expect.kind === 'free' && isThere) {
    throw conflict(
      issue(
        'duplicate',
        `The criteria match nothing, and ${place(write)} exists already. Leave the id out to create a new one.`,
      ),
    )
  }
  if (expect.kind === 'unchanged' && head?.version !== expect.version) throw lostRace()
  if (expect.kind !== 'version' || head?.version === expect.version) return
  const current = head === undefined ? 'There is no such resource.' : `The current version is \`W/"${head.version}"\`.`
  throw preconditionFailed(
    'conflict',
    `${place(write)} is not at the version \`W/"${expect.version}"\` that \`If-Match\` names. ${current} Read it again, and repeat the change on what you find.`,
  )
}

/** `last_updated` is `greatest(clock, previous + 1 ms)`: the versions of a resource never go back in time. */
const stampAfter = (head: Head | undefined, now: number): string =>
  instant(head === undefined ? now : Math.max(now, head.lastUpdated + 1))

function unchanged(write: Write, head: Head | undefined): Decided {
  const version: StoredVersion = {
    type: write.type,
    id: write.id,
    version: head?.version ?? 0,
    lastUpdated: instant(head?.lastUpdated ?? 0),
    deleted: true,
    method: 'DELETE',
    content: '',
  }
  return { write, version, outcome: 'unchanged', compartments: '{}' }
}

/**
 * Gives a write its version and time, judged against the current version. Throws 412 where the client's condition does not hold. Deleting what is not
 * there changes nothing, as "the server SHOULD … return 200 or 204 if the resource doesn't exist" says. https://hl7.org/fhir/R4/http.html#delete
 */
export function decide(write: Write, head: Head | undefined, now: number): Decided {
  judge(write, head)
  const version = (head?.version ?? 0) + 1
  const lastUpdated = stampAfter(head, now)
  const { type, id } = write
  if (write.kind === 'delete') {
    if (head === undefined || head.deleted) return unchanged(write, head)
    const stored: StoredVersion = { type, id, version, lastUpdated, deleted: true, method: 'DELETE', content: '' }
    return { write, version: stored, outcome: 'deleted', compartments: head.compartments }
  }
  const stored: StoredVersion = {
    type,
    id,
    version,
    lastUpdated,
    deleted: false,
    method: write.method,
    content: serialize(write.content, id, version, lastUpdated),
  }
  return {
    write,
    version: stored,
    outcome: head === undefined || head.deleted ? 'created' : 'updated',
    compartments: `{${write.index.compartments.join(',')}}`,
  }
}
