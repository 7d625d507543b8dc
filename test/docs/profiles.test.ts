import t from 'tap'
import { startServer } from '../harness/server.js'
import { tryExamples } from './examples.js'

t.test('docs/profiles.md shows what the server answers (UPDATE_GOLDEN=1 writes it anew)', async (t) => {
  await tryExamples(t, 'profiles.md', await startServer(t))
})
