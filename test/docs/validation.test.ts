import t from 'tap'
import { startServer } from '../harness/server.js'
import { tryExamples } from './examples.js'

t.test('docs/validation.md shows what the server answers (UPDATE_GOLDEN=1 writes it anew)', async (t) => {
  await tryExamples(t, 'validation.md', await startServer(t))
})
