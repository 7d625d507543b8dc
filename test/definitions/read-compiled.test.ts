import { pathToFileURL } from 'node:url'
import t from 'tap'
import { readCompiled, readCompiledPart } from '../../src/definitions/read-compiled.js'

t.test('a part is read by its place in bytes', async (t) => {
  const folder = pathToFileURL(`${t.testdir({ pack: '{"a":"é"}\n{"b":1}\n', 'one.json': '[1]' })}/`)
  t.same(readCompiled(new URL('one.json', folder)), [1])
  const pack = new URL('pack', folder)
  t.equal(readCompiledPart(pack, 0, 10), '{"a":"é"}')
  t.equal(readCompiledPart(pack, 11, 7), '{"b":1}')
})

t.test('what is missing or cut off is said with the way to mend it', async (t) => {
  const folder = pathToFileURL(`${t.testdir({ pack: 'short', broken: '{' })}/`)
  const told = /The compiled definition `.*` cannot be read; `npm run build` writes it\./
  t.throws(() => readCompiled(new URL('absent', folder)), told)
  t.throws(() => readCompiled(new URL('broken', folder)), told)
  t.throws(() => readCompiledPart(new URL('pack', folder), 0, 100), told)
  t.throws(() => readCompiledPart(new URL('absent', folder), 0, 1), told)
})
