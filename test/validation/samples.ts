import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadDefinitions } from '../../src/definitions/load.js'
import { createStructureCheck } from '../../src/validation/structure.js'
import { projectRoot } from '../tidy/source.js'

export const definitions = loadDefinitions()
export const check = createStructureCheck(definitions)

export interface Resource {
  readonly resourceType: string
  readonly [name: string]: unknown
}

/** Where the check finds something: `structure Patient.name[0]`. */
export const findings = (resource: Resource, type = resource.resourceType): readonly string[] =>
  check(type, resource).map(({ code, expression }) => `${code} ${expression?.[0]}`)

const shared = join(projectRoot, '../shared/data')
const examplesFolder = join(shared, 'r4-examples/json')
export const syntheaFolder = join(shared, 'synthea/bundles')

const absent = (folder: string): string | false => (existsSync(folder) ? false : `${folder} is absent`)
export const examplesAbsent = absent(examplesFolder)
export const syntheaAbsent = absent(syntheaFolder)

export interface Example {
  readonly file: string
  readonly text: string
}

/** The specification's own examples. */
export const examples = (): readonly Example[] =>
  examplesAbsent !== false
    ? []
    : readdirSync(examplesFolder).map((file) => ({ file, text: readFileSync(join(examplesFolder, file), 'utf8') }))

/** Examples of R4 that are not of R4's structure, and why. */
export const wrongExamples: ReadonlyMap<string, string> = new Map([
  ['Questionnaire-qs1.json', 'thirty-two of its items have no linkId, which `Questionnaire.item` requires'],
])
