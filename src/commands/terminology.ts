import { SingleBar } from 'cli-progress'
import { type Command, Option } from 'commander'
import { hasOtherProcesses } from '../database/practice.js'
import type { Engine } from '../server.js'
import { changeEpoch } from '../store/epoch.js'
import { type LoadProgress, type LoadSummary, loadSystem } from '../terminology/stored/load.js'
import type { CodeSystemFile } from '../terminology/stored/read/code-system-file.js'
import { type FileSystem, fileSystems, openFile } from '../terminology/stored/read/open-file.js'
import { cleanStored, deleteStored, hideStored, settleStored } from '../terminology/stored/remove.js'
import { newestFirst } from '../terminology/stored/stored-source.js'
import { readSystems } from '../terminology/stored/stored-system.js'
import { withEngine } from './with-engine.js'

interface ImportFlags {
  readonly system?: FileSystem
  readonly version?: string
}

/** A bar on a terminal: how much of the file is read, then how much of the hierarchy is written; nothing where the output is a file. */
function createBar(file: CodeSystemFile): {
  readonly report: (progress: LoadProgress) => void
  readonly stop: () => void
} {
  if (!process.stderr.isTTY) return { report: () => {}, stop: () => {} }
  const bar = new SingleBar({ format: '{bar} {percentage}% | {phase} | {done} concepts', stream: process.stderr })
  bar.start(1, 0, { phase: 'reading', done: 0 })
  return {
    report: ({ phase, done, total }) => {
      bar.setTotal(Math.max(1, total ?? file.bytesTotal))
      bar.update(total === undefined ? file.bytesRead() : done, {
        phase: phase === 'concepts' ? 'concepts' : 'hierarchy',
        done,
      })
    },
    stop: () => bar.stop(),
  }
}

/** Has servers that run beside this command look again; their next write or question already knows. */
async function tellServers({ database, practice }: Engine): Promise<void> {
  await database.transaction((queryable) => changeEpoch({ queryable, practice: practice.practice }, undefined))
}

async function load(engine: Engine, file: CodeSystemFile): Promise<LoadSummary> {
  const { database, practice } = engine
  const bar = createBar(file)
  try {
    await cleanStored(database, practice.practice, (await hasOtherProcesses(database)) ? 'among-others' : 'alone')
    const { head, concepts } = file
    return await loadSystem({
      queryable: database,
      practice: practice.practice,
      head,
      concepts,
      onProgress: bar.report,
    })
  } finally {
    bar.stop()
  }
}

/** `anteroom terminology import FILE`: loads a published code system, whole or not at all. */
export async function importTerminology(path: string, { system, version }: ImportFlags): Promise<void> {
  // What is wrong with the file's name or beginning is said before a database is opened.
  const file = await openFile({ path, system, version })
  const { concepts, activeConcepts } = await withEngine(async (engine) => {
    const summary = await load(engine, file)
    await tellServers(engine)
    await settleStored(engine.database).catch(() => {
      console.error(
        'The system is there; the database could not gather its statistics yet, so that it may be slow for a while.',
      )
    })
    return summary
  }, 'administer')
  const { url, version: loaded, name } = file.head
  const which = loaded === undefined ? 'without a version' : `version ${loaded}`
  console.log(`${name} (${url}), ${which}: ${concepts} concepts, ${activeConcepts} of them active.`)
  for (const note of file.notes) console.error(note)
}

/** `anteroom terminology list` */
export async function listTerminology(): Promise<void> {
  const systems = await withEngine(
    async ({ database, practice }) => newestFirst(await readSystems(database, practice.practice)),
    'administer',
  )
  for (const { url, version, content, concepts, imported } of systems) {
    console.log(`${url}\t${version ?? '-'}\t${concepts} concepts\t${content}\t${imported}`)
  }
  if (systems.length === 0) {
    console.log('No code systems are imported. Add one with `anteroom terminology import FILE`.')
  }
}

/** `anteroom terminology remove URL` */
export async function removeTerminology(url: string, { version }: Pick<ImportFlags, 'version'>): Promise<void> {
  const removed = await withEngine(async (engine) => {
    const { database, practice } = engine
    const hidden = await hideStored(database, practice.practice, { url, version })
    if (hidden.length > 0) await tellServers(engine)
    await deleteStored(database, practice.practice, hidden)
    return hidden.length
  }, 'administer')
  const which = version === undefined ? `\`${url}\`` : `\`${url}\` of version \`${version}\``
  if (removed === 0) throw new Error(`There is no imported code system ${which}. See \`anteroom terminology list\`.`)
  console.log(`${which} is removed${removed > 1 ? `, ${removed} versions` : ''}.`)
}

/** Adds `terminology import`, `list` and `remove`. */
export function addTerminologyCommands(program: Command): void {
  // Behind a command `--version` is that command's own.
  program.enablePositionalOptions()
  const terminology = program
    .command('terminology')
    .description('large code systems, from the files that their publishers give you')
  terminology
    .command('import')
    .argument(
      '<path>',
      'Loinc.csv or the folder of a release, icd10cm_order_….txt, cvx.txt, a CodeSystem as .json or .json.gz',
    )
    .addOption(new Option('--system <form>', 'what the file is, where its name does not tell').choices(fileSystems))
    .option('--version <version>', 'the version of the system, where neither name nor content tells')
    .description('load a code system, whole or not at all; what is there of the same version is replaced')
    .addHelpText(
      'after',
      '\nExamples:\n  anteroom terminology import ./Loinc_2.81/\n  anteroom terminology import icd10cm_order_2026.txt\n' +
        '  anteroom terminology import table.txt --system cvx --version 2026-11-24',
    )
    .action(importTerminology)
  terminology.command('list').description('list the code systems that are imported').action(listTerminology)
  terminology
    .command('remove')
    .argument('<url>', 'such as http://loinc.org')
    .option('--version <version>', 'this version only; all of them without it')
    .description('remove an imported code system')
    .addHelpText('after', '\nExample:\n  anteroom terminology remove http://loinc.org --version 2.80')
    .action(removeTerminology)
}
