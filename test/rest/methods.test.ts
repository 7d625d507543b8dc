import t from 'tap'
import { methodsAt } from '../../src/rest/methods-at.js'
import { definitions, exchangeRaw, portOf, sampleApp, table } from './sample-app.js'

const { app } = await sampleApp()
t.teardown(() => app.close())
await app.listen({ port: 0, host: '127.0.0.1' })

/** Sends a method that `fetch` may not. */
async function ask(method: string, target: string) {
  const text = await exchangeRaw(portOf(app), [
    `${method} ${target} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
  ])
  const [head = '', body = ''] = text.split('\r\n\r\n')
  return { status: Number(head.slice(9, 12)), allow: /^allow: (.*)$/im.exec(head)?.[1], outcome: JSON.parse(body) }
}

t.test('methods that FHIR does not know are 405 on a path that is there, with what it takes', async (t) => {
  const cases: readonly (readonly [target: string, allow: string])[] = [
    ['/fhir/Patient/1', 'GET, HEAD, PUT, PATCH, OPTIONS'],
    ['/fhir/Patient/1?a=b', 'GET, HEAD, PUT, PATCH, OPTIONS'],
    ['/fhir/Patient', 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS'],
    ['/fhir/Patient/', 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS'],
    ['/fhir/Patient/_search', 'POST, OPTIONS'],
    ['/fhir/metadata', 'GET, HEAD, OPTIONS'],
    ['/fhir', 'GET, HEAD, POST, OPTIONS'],
    ['/fhir/', 'GET, HEAD, POST, OPTIONS'],
  ]
  for (const [target, allow] of cases)
    for (const method of ['TRACE', 'PROPFIND']) {
      const answer = await ask(method, target)
      t.match(answer, { status: 405, allow, outcome: { issue: [{ code: 'not-supported' }] } }, `${method} ${target}`)
    }
})

t.test('on a path that is not there they are 404', async (t) => {
  for (const target of ['/elsewhere', '/fhirs', '/fhir/Nonsense/1', '/fhir/metadata/1', '/fhir/Patient/1/a/b/c/d'])
    t.match(await ask('PROPFIND', target), { status: 404, outcome: { issue: [{ code: 'not-found' }] } }, target)
})

t.test('what is named in a path goes before what may be anything', async (t) => {
  t.same(methodsAt(table, '/Patient/1/_history', definitions), ['GET'])
  t.same(methodsAt(table, '/Patient/1/Observation', definitions), ['GET'])
  t.same(methodsAt(table, '/Patient//', definitions), [])
})
