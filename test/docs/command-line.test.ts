import { readFileSync, writeFileSync } from 'node:fs'
import t from 'tap'
import { commandLinePage } from '../../src/commands/program.js'

const file = new URL('../../../docs/command-line.md', import.meta.url)

t.test('docs/command-line.md says what --help says (UPDATE_GOLDEN=1 writes it anew)', async (t) => {
  const page = `# Command line\n\nSettings are environment variables: see [configuration.md](configuration.md).\n\n${commandLinePage()}`
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, page)
  t.equal(page, readFileSync(file, 'utf8'))
})
