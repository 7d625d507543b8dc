import t from 'tap'
import * as outcome from '../../src/fhir/outcome.js'

t.test('each error has the status that its name says, and its sentence', async (t) => {
  const expected: readonly (readonly [outcome.FhirError, number, string])[] = [
    [outcome.badRequest('a'), 400, 'invalid'],
    [outcome.badStructure('a'), 400, 'structure'],
    [outcome.notSupported('a'), 400, 'not-supported'],
    [outcome.tooCostly('a'), 400, 'too-costly'],
    [outcome.unauthenticated('a'), 401, 'login'],
    [outcome.forbidden('a'), 403, 'forbidden'],
    [outcome.notFound('Patient', '1'), 404, 'not-found'],
    [outcome.unknown('a'), 404, 'not-found'],
    [outcome.methodNotAllowed('a', ['GET']), 405, 'not-supported'],
    [outcome.notAcceptable('a'), 406, 'not-supported'],
    [outcome.conflict(outcome.issue('conflict', 'a')), 409, 'conflict'],
    [outcome.gone('Patient', '1', 2), 410, 'deleted'],
    [outcome.preconditionFailed('multiple-matches', 'a'), 412, 'multiple-matches'],
    [outcome.tooLarge('a'), 413, 'too-long'],
    [outcome.unsupportedMediaType('a'), 415, 'not-supported'],
    [outcome.unprocessable(outcome.issue('invariant', 'a')), 422, 'invariant'],
    [outcome.unavailable('a', 5), 503, 'transient'],
  ]
  for (const [error, status, code] of expected) {
    t.equal(error.status, status)
    t.equal(error.issues[0]?.code, code)
    t.equal(error.issues[0]?.severity, 'error')
  }
})

t.test('headers say what the client needs next', async (t) => {
  t.equal(outcome.methodNotAllowed('a', ['GET', 'HEAD']).headers.allow, 'GET, HEAD')
  t.equal(outcome.unavailable('a', 5).headers['retry-after'], '5')
  t.equal(outcome.gone('Patient', '1', 2).headers.etag, 'W/"2"')
  t.match(outcome.unauthenticated('a').headers['www-authenticate'], /^Bearer/)
})

t.test('an issue has an expression only where there is a place to name', async (t) => {
  t.same(outcome.issue('value', 'a'), { severity: 'error', code: 'value', diagnostics: 'a' })
  t.same(outcome.issue('value', 'a', 'Patient.name').expression, ['Patient.name'])
  t.same(outcome.operationOutcome([]), { resourceType: 'OperationOutcome', issue: [] })
})
