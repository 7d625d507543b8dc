import t from 'tap'
import { isConnectionLoss, isRetryable, sqlState, toFhirError } from '../../src/database/sqlstate.js'

const failure = (code: unknown, message = ''): Error => Object.assign(new Error(message), { code })

t.test('what a client can cause or try again has its status', async (t) => {
  const statuses: Readonly<Record<string, number>> = {
    '40001': 503,
    '40P01': 503,
    '55P03': 503,
    '53100': 503,
    '53200': 503,
    '53300': 503,
    '57P01': 503,
    '57P03': 503,
    '08006': 503,
    ECONNREFUSED: 503,
    ECONNRESET: 503,
    '57014': 400,
    '22021': 400,
    '22P05': 400,
    '22003': 400,
    '22008': 400,
    '54000': 422,
    '25P03': 503,
  }
  t.equal(toFhirError(failure('08P01')), undefined, 'a violation of the protocol is a fault of ours')
  for (const [code, status] of Object.entries(statuses)) {
    const error = toFhirError(failure(code, 'secret detail'))
    t.equal(error?.status, status, code)
    t.notMatch(error?.message, 'secret')
    if (status === 503) t.match(error?.headers['retry-after'], /^\d+$/, code)
  }
  t.equal(toFhirError(failure('57014'))?.issues[0]?.code, 'too-costly')
  t.match(toFhirError(failure('54000'))?.issues, [{ code: 'too-long', diagnostics: /too long to be indexed/ }])
})

t.test('what is our own fault stays as it is', async (t) => {
  for (const code of ['42601', '42P01', '23505', '23503', '22P02', undefined, 5])
    t.equal(toFhirError(failure(code)), undefined, String(code))
  for (const odd of [undefined, null, 'text', 1, {}]) t.equal(toFhirError(odd), undefined)
})

t.test('a lost connection is known by its code or its words', async (t) => {
  t.ok(isConnectionLoss(new Error('Connection terminated unexpectedly')))
  t.ok(isConnectionLoss(new Error('Query read timeout')))
  t.ok(isConnectionLoss(new Error('timeout exceeded when trying to connect')))
  t.notOk(isConnectionLoss(new Error('something else')))
  t.notOk(isConnectionLoss(failure('57014')))
})

t.test('only serialization failures and deadlocks go away by trying again', async (t) => {
  t.same(
    ['40001', '40P01', '57014', '23505', '08006'].map((code) => isRetryable(failure(code))),
    [true, true, false, false, false],
  )
  t.equal(sqlState(failure('40001')), '40001')
  t.equal(sqlState('40001'), undefined)
})
