import { pino } from 'pino'
import t from 'tap'
import { faultOf } from '../../src/commands/fault.js'

/** What the log writes of an error. */
function logged(error: unknown): string {
  const lines: string[] = []
  const logger = pino({ serializers: { err: faultOf } }, { write: (line: string) => void lines.push(line) })
  logger.error({ err: error, requestId: 'r-1' }, 'a fault of the server')
  return lines.join('')
}

/** An error as the driver of the database makes it, with a patient in every member. */
const ofDatabase = (message: string) =>
  Object.assign(new Error(message), {
    name: 'error',
    severity: 'ERROR',
    code: '23514',
    detail: 'Failing row contains (0, Patient, Ypsilanti, 1970-01-01).',
    hint: 'Ypsilanti',
    where: 'SQL statement "insert … Ypsilanti"',
    internalQuery: 'Ypsilanti',
    table: 'resource',
    constraint: 'resource_pkey',
    routine: 'ExecConstraints',
  })

t.test('an error of the database is logged without row, value or statement', async (t) => {
  const text = logged(ofDatabase('invalid input syntax for type date: "Ypsilanti"'))
  t.notMatch(text, /Ypsilanti|1970/)
  t.match(JSON.parse(text).err, {
    type: 'error',
    code: '23514',
    constraint: 'resource_pkey',
    routine: 'ExecConstraints',
    stack: [/^at .*fault\.test/],
  })
})

t.test('lines of a message that look like a stack are not told', async (t) => {
  t.notMatch(logged(ofDatabase('"Hello\n    at Ypsilanti (a.js:1:1)"')), /Ypsilanti/)
})

t.test('an error of the database under another one is told as little', async (t) => {
  const text = logged(new Error('the write failed', { cause: ofDatabase('value "Ypsilanti"') }))
  t.notMatch(text, /Ypsilanti/)
  t.match(JSON.parse(text).err, { message: 'the write failed', cause: { code: '23514' } })
})

t.test('what a parser quotes is not told', async (t) => {
  const fail = () => JSON.parse('Ypsilanti')
  t.throws(fail)
  try {
    fail()
  } catch (error) {
    t.notMatch(logged(error), /Ypsil/)
  }
})

t.test('errors of our own and of the network keep their message', async (t) => {
  t.match(JSON.parse(logged(new TypeError('x is not a function'))).err, {
    type: 'TypeError',
    message: 'x is not a function',
  })
  const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED', port: 5432 })
  t.match(JSON.parse(logged(refused)).err, { code: 'ECONNREFUSED', message: /5432/ })
  t.match(JSON.parse(logged('text')).err, { type: 'string' })
})
