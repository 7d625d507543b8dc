/** Runs work one after the other; the next begins when the one before has ended, however it ended. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>

/** A queue of its own. */
export function createTurns(): InTurn {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const turn = last.then(work)
    last = turn.catch(() => {})
    return turn
  }
}
