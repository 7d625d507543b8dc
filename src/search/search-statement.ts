import { tooCostly } from '../fhir/outcome.js'
import { type Sql, unprepared } from '../sql/sql.js'

/** PostgreSQL's protocol counts the parameters of a statement in 16 bits, and a connection that is sent more is lost. */
const VALUES_MAX = 60_000

/**
 * The statement of a search, planned for its values. Throws 400 where it has more conditions than the database takes: lists of tokens, references and ids
 * are one parameter each, however long they are, but every date, number and text is one of its own.
 */
export function searchStatement(fragment: Sql): Sql {
  if (fragment.values.length > VALUES_MAX)
    throw tooCostly(
      `The search has too many conditions: the statement for it would have ${fragment.values.length} parameters, and at most ${VALUES_MAX} are allowed. Send several searches with fewer alternatives.`,
    )
  return unprepared(fragment)
}
