import { Command } from 'commander'
import type { Environment } from '../config.js'
import { addClient, listClients, removeClient } from './client.js'
import { importFiles } from './import.js'
import { migrate } from './migrate.js'
import { installPackages, listPackages, removePackageNamed } from './package.js'
import { reindex } from './reindex.js'
import { seed } from './seed.js'
import { start } from './start.js'
import { readSoftware } from './surroundings.js'
import { addTerminologyCommands } from './terminology.js'
import { validateFiles } from './validate.js'

/** The command line: each command is a file of this folder. */
export function createProgram(environment: Environment): Command {
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
    .action(() => start(environment))
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
  addValidateCommand(program)
  addPackageCommands(program)
  addTerminologyCommands(program)
  addClientCommands(program)
  return program
}

/** An option that may be given several times. */
const collect = (value: string, earlier: readonly string[] = []): readonly string[] => [...earlier, value]

function addValidateCommand(program: Command): void {
  program
    .command('validate')
    .argument('<path...>', 'files or folders: .json, .xml, .ndjson, .jsonl; also .gz')
    .option('--profile <url>', 'a profile that each resource has to conform to; may be repeated', collect)
    .option(
      '--package <file>',
      'a FHIR package (.tgz or folder) whose profiles are known too; may be repeated',
      collect,
    )
    .option('--json', 'print an OperationOutcome for each resource, one a line')
    .description('validate files, without a database; exit code 1 where there are errors')
    .addHelpText(
      'after',
      '\nExamples:\n  anteroom validate patient.json export/\n  anteroom validate --package hl7.fhir.us.core-7.0.0.tgz patients.ndjson.gz',
    )
    .action(validateFiles)
}

function addPackageCommands(program: Command): void {
  const packages = program.command('package').description('FHIR packages: profiles, value sets, code systems')
  packages
    .command('install')
    .argument('<path...>', 'packages as .tgz, or unpacked as folders')
    .description('install packages, each whole or not at all; what is there of the same version is replaced')
    .addHelpText('after', '\nExample:\n  anteroom package install hl7.fhir.us.core-7.0.0.tgz')
    .action(installPackages)
  packages.command('list').description('list the packages that are installed').action(listPackages)
  packages
    .command('remove')
    .argument('<name>', 'its name, or name#version where several are installed')
    .description('remove a package with its resources')
    .addHelpText('after', '\nExample:\n  anteroom package remove hl7.fhir.us.core#6.1.0')
    .action(removePackageNamed)
}

function addClientCommands(program: Command): void {
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
}

const commandsOf = (command: Command): readonly Command[] =>
  command.commands.flatMap((one) => (one.commands.length > 0 ? commandsOf(one) : [one]))

/** The page `docs/command-line.md` below its heading: what each command's `--help` says. */
export function commandLinePage(): string {
  const program = createProgram({}).configureOutput({ getOutHelpWidth: () => 100 })
  const nameOf = (command: Command): string =>
    command.parent === null ? command.name() : `${nameOf(command.parent)} ${command.name()}`
  return commandsOf(program)
    .map((command) => {
      let text = ''
      command.configureHelp({ helpWidth: 100 }).configureOutput({
        writeOut: (out) => {
          text += out
        },
      })
      command.outputHelp()
      return `## ${nameOf(command)}\n\n\`\`\`\n${text.trim()}\n\`\`\`\n`
    })
    .join('\n')
}
