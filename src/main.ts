#!/usr/bin/env node
import { Command } from 'commander'
import { addClient, listClients, removeClient } from './commands/client.js'
import { importFiles } from './commands/import.js'
import { migrate } from './commands/migrate.js'
import { reindex } from './commands/reindex.js'
import { seed } from './commands/seed.js'
import { start } from './commands/start.js'
import { readSoftware } from './commands/surroundings.js'

/** The command line: each command is a file of `commands/`. */
function createProgram(): Command {
  const program = new Command('anteroom')
  program
    .description(
      'A FHIR R4 server for ambulatory practices. Settings are environment variables: see docs/configuration.md.',
    )
    .version(readSoftware().version)
    .showHelpAfterError()
  program
    .command('start', { isDefault: true })
    .description('serve FHIR; fills an empty database with the example clinic unless SEED=off')
    .addHelpText(
      'after',
      '\nExamples:\n  anteroom start\n  PORT=9000 DATABASE_URL=postgres://… AUTH=token HOST=0.0.0.0 anteroom start',
    )
    .action(() => start(process.env))
  program
    .command('import')
    .argument('<path...>', 'files or folders: Bundles, resources, NDJSON; also .gz')
    .option('--restart', 'begin anew instead of where an earlier import of the same files stopped')
    .option('--rejects <file>', 'where to write what could not be stored', 'anteroom-rejects.ndjson')
    .description('load files, ids kept; continues where it was stopped')
    .addHelpText(
      'after',
      '\nExamples:\n  anteroom import ./export/\n  DATABASE_URL=postgres://… anteroom import patients.ndjson.gz bundles/',
    )
    .action(importFiles)
  program.command('reindex').description('derive the search index anew from the stored resources').action(reindex)
  program
    .command('migrate')
    .option('--dry-run', 'only say what would be done')
    .description('bring the database schema up to date (start does it too)')
    .action(migrate)
  program.command('seed').description('load the example clinic, moved to this week').action(seed)
  const client = program.command('client').description('clients of AUTH=token')
  client
    .command('add')
    .argument('<name>')
    .argument('<scopes...>', 'SMART v2 scopes such as system/Observation.cruds')
    .description('add a client and print its token, once')
    .addHelpText('after', '\nExample:\n  anteroom client add "north lab" system/Observation.cru system/Patient.rs')
    .action(addClient)
  client.command('list').description('list clients and their scopes').action(listClients)
  client
    .command('remove')
    .argument('<name>')
    .description('remove a client; its token stops working within seconds')
    .action(removeClient)
  return program
}

try {
  await createProgram().parseAsync()
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
