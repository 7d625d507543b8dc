import fc from 'fast-check'
import t from 'tap'
import { contentHeaders, isMediaType, servedType } from '../../src/rest/native-type.js'

t.test('a media type is served as it is, anything else as bytes', async (t) => {
  for (const type of [
    'image/png',
    'text/plain; charset=utf-8',
    'text/plain;charset="a b"',
    'application/vnd.x+json ; q=1',
  ])
    t.equal(servedType(type), type)
  for (const type of [
    '',
    'png',
    'a b/c',
    'a/b\r\nset-cookie: c=d',
    'a/b\n',
    'a/b;c="\u0000"',
    'a/b, c/d',
    'a/é',
    1,
    null,
    undefined,
  ])
    t.equal(servedType(type), 'application/octet-stream')
})

t.test('no text gets a line break or a control character into a header, or takes long', async (t) => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.constantFrom('', 'a/b', 'a/b; c="'), (text, before) =>
      /^[ -~]+$/.test(servedType(before + text)),
    ),
  )
  t.notOk(isMediaType(`a/b${';c=d'.repeat(100_000)}`))
  t.notOk(isMediaType(`a/b${' ;c="'.repeat(49)}`))
})

t.test('what a browser would run is saved instead', async (t) => {
  const isSaved = (type: string) => contentHeaders(type).includes('attachment')
  for (const type of ['image/png', 'video/mp4', 'text/plain;charset=utf-8', 'Application/PDF'])
    t.notOk(isSaved(type), type)
  for (const type of ['text/html', 'image/svg+xml', 'text/xml', 'application/javascript', 'audio/x+xml', 'x/y'])
    t.ok(isSaved(type), type)
})
