import { connect } from 'node:net'
import t from 'tap'
import { exchangeRaw, portOf, sample, sampleApp } from './sample-app.js'

const { app } = await sampleApp({
  environment: { HEADERS_TIMEOUT_MS: '100', REQUEST_TIMEOUT_MS: '200', SHUTDOWN_TIMEOUT_MS: '100' },
})
t.teardown(() => app.close())
await app.listen({ port: 0, host: '127.0.0.1' })
const port = portOf(app)

t.test('a client that never ends its headers gets 408', async (t) => {
  const received = await exchangeRaw(port, ['GET /fhir/Patient/1 HTTP/1.1\r\nHost: local'])
  t.match(received, /^HTTP\/1\.1 408 Request Timeout\r\n[\s\S]*"code":"timeout"/)
})

t.test('a client that never ends its body gets 408', async (t) => {
  const received = await exchangeRaw(port, [
    'POST /fhir/Patient HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/fhir+json\r\nContent-Length: 100\r\n\r\n{"re',
  ])
  t.match(received, /^HTTP\/1\.1 408 [\s\S]*"code":"timeout"/)
})

t.test('a client that trickles its headers gets 408, while others are served', async (t) => {
  const received = await new Promise<string>((resolve) => {
    const socket = connect(port, '127.0.0.1')
    let text = ''
    const trickle = setInterval(() => socket.write('X'), 10)
    socket.write('GET /fhir/Patient/1 HTTP/1.1\r\nHost: localhost\r\nX-Slow: ')
    socket.on('data', (chunk) => {
      text += chunk.toString('utf8')
    })
    socket.on('error', () => {})
    socket.on('close', () => {
      clearInterval(trickle)
      resolve(text)
    })
    void fetch(`http://127.0.0.1:${port}/fhir/Patient/1`)
      .then((response) => response.text())
      .then((body) => t.equal(body, sample))
  })
  t.match(received, /^HTTP\/1\.1 408 /)
})
