import { SingleBar } from 'cli-progress'
import { type Installed, type InstallProgress, installAbsent, installPackage } from '../bulk-data/package/install.js'
import { packageInstaller, removePackage } from '../server/package-installer.js'
import type { Engine } from '../server.js'
import { type InstalledPackage, originOf } from '../store/packages.js'
import { withEngine } from './with-engine.js'

/** A bar on a terminal; nothing where the output is a file. */
function createBar(): { readonly report: (progress: InstallProgress) => void; readonly stop: () => void } {
  if (!process.stderr.isTTY) return { report: () => {}, stop: () => {} }
  const bar = new SingleBar({ format: '{bar} {value}/{total} | {phase}', stream: process.stderr })
  bar.start(1, 0, { phase: 'reading' })
  return {
    report: ({ phase, done, total }) => {
      bar.setTotal(Math.max(1, total))
      bar.update(done, { phase })
    },
    stop: () => bar.stop(),
  }
}

const sentence = (installed: Installed): string =>
  `\`${originOf(installed)}\` is installed, with ${installed.resources} resources.`

/** Installs each package in a transaction of its own: what is wrong with one stops before it, and those before it stay. */
async function installAll(engine: Engine, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const bar = createBar()
    try {
      const installed = await installPackage(path, packageInstaller(engine, bar.report))
      bar.stop()
      console.log(sentence(installed))
    } finally {
      bar.stop()
    }
    // Snapshots of the next package may stand on this one.
    await engine.knowledge.refresh()
  }
}

/** `anteroom package install FILE…`: each whole or not at all. */
export async function installPackages(paths: readonly string[]): Promise<void> {
  await withEngine((engine) => installAll(engine, paths), 'load')
}

/** Installs the packages of `PACKAGES` that are not installed yet; a start that was killed meanwhile is made up for by the next one. */
export async function installConfigured(engine: Engine): Promise<void> {
  const { config, surroundings, knowledge } = engine
  for (const path of config.packages) {
    const installed = await installAbsent(
      path,
      packageInstaller(engine, () => {}),
    )
    if (installed === undefined) continue
    surroundings.logger.info(
      { package: originOf(installed), resources: installed.resources },
      'a package was installed',
    )
    await knowledge.refresh()
  }
}

/** `anteroom package list` */
export async function listPackages(): Promise<void> {
  const packages = await withEngine((engine) => engine.packages.list(), 'administer')
  if (packages.length === 0) console.log('No package is installed. `anteroom package install FILE.tgz` installs one.')
  for (const each of packages) {
    console.log(
      `${originOf(each)}\t${each.resources} resources\t${each.installed}${each.title === undefined ? '' : `\t${each.title}`}`,
    )
  }
}

/** The package that a name means, with its version or without. Throws an Error where there is none, or several. */
function packageNamed(packages: readonly InstalledPackage[], text: string): InstalledPackage {
  const found = packages.filter((each) => each.name === text || originOf(each) === text)
  const [only, other] = found
  if (only === undefined)
    throw new Error(`The package \`${text}\` is not installed. \`anteroom package list\` lists those that are.`)
  if (other === undefined) return only
  const versions = found.map((each) => `\`${originOf(each)}\``).join(', ')
  throw new Error(`Several versions of \`${text}\` are installed: name one of ${versions}.`)
}

/** `anteroom package remove NAME[#VERSION]`: its resources are deleted, and stay in the history. */
export async function removePackageNamed(text: string): Promise<void> {
  const removed = await withEngine(async (engine) => {
    const named = packageNamed(await engine.packages.list(), text)
    await removePackage(engine, named)
    return named
  }, 'load')
  console.log(`\`${originOf(removed)}\` is removed.`)
}
