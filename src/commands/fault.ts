/** What the log tells of an error. */
export interface Fault {
  readonly type: string
  /** Absent where the text may quote what a client sent or what is stored. */
  readonly message?: string
  /** Of Node, or the SQLSTATE of the database. */
  readonly code?: string
  /** Where in the database's own source it arose, and the constraint that refused. */
  readonly routine?: string
  readonly constraint?: string
  /** Where in our source it arose: places only. */
  readonly stack: readonly string[]
  readonly cause?: Fault
}

const CAUSES_MAX = 3

const isSqlState = (code: unknown): boolean => typeof code === 'string' && /^(?=.*\d)[0-9A-Z]{5}$/.test(code)

/** True for errors whose message quotes values: those of the database, and the parser's of JSON. */
const quotesValues = (error: Error): boolean =>
  error instanceof SyntaxError ||
  'severity' in error ||
  'detail' in error ||
  'routine' in error ||
  ('code' in error && isSqlState(error.code))

/** The frames of a stack. The message stands before them, and may have lines of its own that look like frames. */
function framesOf({ stack = '', message }: Error): readonly string[] {
  const at = message === '' ? -1 : stack.indexOf(message)
  const frames = at < 0 ? stack : stack.slice(at + message.length)
  return frames
    .split('\n')
    .filter((line) => /^ {4}at /.test(line))
    .map((line) => line.trim())
}

/** Members that are safe to tell where they are plain words, such as names of functions and constraints. */
function wordsOf(error: Error): Partial<Record<'code' | 'routine' | 'constraint', string>> {
  const entries = (['code', 'routine', 'constraint'] as const).flatMap((name) => {
    const value: unknown = (error as Partial<Record<typeof name, unknown>>)[name]
    return typeof value === 'string' && /^\w{1,64}$/.test(value) ? [[name, value] as const] : []
  })
  return Object.fromEntries(entries)
}

function fault(error: Error, depth: number): Fault {
  const { cause } = error
  return {
    type: error.name,
    ...(quotesValues(error) ? {} : { message: error.message }),
    ...wordsOf(error),
    stack: framesOf(error),
    ...(cause instanceof Error && depth < CAUSES_MAX ? { cause: fault(cause, depth + 1) } : {}),
  }
}

/**
 * How the log shows an error: what kind it is and where it arose, and never what it was about. A database's error holds whole rows (`detail`: "Failing
 * row contains (…)") and quotes values in its message, and the usual serializer would write all of it.
 */
export const faultOf = (error: unknown): Fault =>
  error instanceof Error ? fault(error, 0) : { type: typeof error, stack: [] }
