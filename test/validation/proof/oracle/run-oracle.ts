import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { writeFhirCache } from '../../../../src/definitions/profiles/fhir-cache.js'
import { projectRoot } from '../../../tidy/source.js'
import type { Resource } from '../../samples.js'

/** HL7's own validator, from Maven Central. */
const library = { groupId: 'ca.uhn.hapi.fhir', artifactId: 'org.hl7.fhir.validation', version: '6.3.11' } as const

const runs = (command: string): boolean => spawnSync(command, ['-version'], { stdio: 'ignore' }).status === 0

/** Why the oracle cannot be asked here; false where it can. */
export function oracleAbsent(): string | false {
  const absent = ['java', 'mvn'].filter((command) => !runs(command))
  return absent.length === 0 ? false : `${absent.join(' and ')} cannot be run here`
}

/** An error that HL7's validator finds. */
export interface OracleError {
  /** The id of its message: `Validation_VAL_Profile_Minimum`; `null` where it has none. */
  readonly id: string
  readonly place: string
  readonly message: string
}

const pom = `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>anteroom</groupId><artifactId>oracle</artifactId><version>1</version>
<dependencies><dependency>${Object.entries(library)
  .map(([name, value]) => `<${name}>${value}</${name}>`)
  .join('')}</dependency></dependencies></project>`

/** A package that the validator insists on, and that brings nothing that R4 knows. */
const stub = { name: 'hl7.fhir.xver-extensions', version: '0.1.0', fhirVersions: ['4.0.1'], type: 'Conformance' }

/** Puts library and FHIR package cache into a folder. Throws where Maven cannot get the library. */
function prepare(folder: string): void {
  writeFileSync(join(folder, 'pom.xml'), pom)
  const copy = ['-q', '-B', 'dependency:copy-dependencies', `-DoutputDirectory=${join(folder, 'lib')}`]
  const { status, stdout } = spawnSync('mvn', copy, { cwd: folder, encoding: 'utf8' })
  if (status !== 0) throw new Error(`Maven could not copy the library: ${stdout}`)
  writeFhirCache(pathToFileURL(`${join(folder, 'home')}/`))
  const stubFolder = join(folder, 'home/.fhir/packages', `${stub.name}#${stub.version}`, 'package')
  mkdirSync(stubFolder, { recursive: true })
  writeFileSync(
    join(stubFolder, 'package.json'),
    JSON.stringify({ ...stub, canonical: 'http://anteroom.invalid/stub' }),
  )
}

/** Asks HL7's validator about many resources: what it finds wrong, by the resource's place in the list. `folder` is for its files. */
export async function runOracle(
  folder: string,
  resources: Iterable<Resource>,
): Promise<ReadonlyMap<number, readonly OracleError[]>> {
  prepare(folder)
  const home = join(folder, 'home')
  const source = join(projectRoot, 'test/validation/proof/oracle/Oracle.java')
  const child = spawn('java', ['-Xmx3g', `-Duser.home=${home}`, '-cp', join(folder, 'lib/*'), source], {
    cwd: home,
    env: { ...process.env, HOME: home },
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const answered = readAnswers(child.stdout)
  let key = 0
  for (const resource of resources) {
    const line = `${key++}\t${JSON.stringify(resource)}\n`
    if (!child.stdin.write(line)) await new Promise((resolve) => child.stdin.once('drain', resolve))
  }
  child.stdin.end()
  const answers = await answered
  const code = await ended
  if (code !== 0) throw new Error(`The oracle ended with ${code}.`)
  return answers
}

async function readAnswers(output: NodeJS.ReadableStream): Promise<ReadonlyMap<number, readonly OracleError[]>> {
  const answers = new Map<number, OracleError[]>()
  for await (const line of createInterface({ input: output })) {
    const [key = '', id = '', place = '', message = ''] = line.split('\t')
    const errors = answers.get(Number(key))
    const error = { id, place, message }
    if (errors === undefined) answers.set(Number(key), [error])
    else errors.push(error)
  }
  return answers
}
