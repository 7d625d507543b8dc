import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseJson } from '../../../src/fhir/json-parse.js'
import { FhirError } from '../../../src/fhir/outcome.js'
import { xmlToJson } from '../../../src/rest/xml/xml-to-json.js'
import { projectRoot } from '../../tidy/source.js'
import { definitions, type Resource } from '../samples.js'

const folder = join(projectRoot, '../shared/data/validator-cases')
export const casesAbsent = existsSync(folder) ? false : `${folder} is absent`

const limits = { depth: 100, numberLength: 200 }

/** What a file of the suite holds; a sentence where it is no FHIR that can be read. */
export type CaseFile = { readonly resource: Resource } | { readonly unreadable: string }

const cache = new Map<string, CaseFile>()

/** Reads a file as the server reads a body. */
export function readCaseFile(file: string): CaseFile {
  const known = cache.get(file)
  if (known !== undefined) return known
  const text = readFileSync(join(folder, file), 'utf8').replace(/^\uFEFF/, '')
  const read = readText(text, file.endsWith('.xml'))
  cache.set(file, read)
  return read
}

function readText(text: string, isXml: boolean): CaseFile {
  try {
    const json = isXml ? xmlToJson(text, definitions, limits) : text
    return { resource: parseJson(json, limits).value as Resource }
  } catch (error) {
    if (error instanceof FhirError) return { unreadable: error.message }
    throw error
  }
}

/** A case of HL7's suite. https://github.com/FHIR/fhir-test-cases */
export interface Case {
  readonly name: string
  readonly file: string
  readonly module?: string
  readonly supporting?: readonly string[]
  readonly profiles?: readonly string[]
  readonly packages?: readonly string[]
  readonly profile?: { readonly source: string; readonly supporting?: readonly string[] }
}

/** What HL7's validator finds in a step. */
export interface Expected {
  readonly errors: number
  readonly errorsFromTerminologyServer?: number
}

export interface Expectations {
  readonly name: string
  readonly base?: Expected
  readonly profile?: Expected
}

const readList = <T>(file: string): T => JSON.parse(readFileSync(join(folder, file), 'utf8')) as T

/** One thing to find out: whether the resource is valid, by R4 and its claims (`base`), or by a profile beside. */
export interface Step {
  readonly name: string
  readonly module: string
  readonly file: string
  readonly supporting: readonly string[]
  readonly packages: readonly string[]
  /** The file of the profile, for that step. */
  readonly profile: string | undefined
  readonly expected: Expected
}

/** All steps that HL7 gives an outcome for, named `case base` and `case profile`. */
export function readSteps(): readonly Step[] {
  const { 'test-cases': cases } = readList<{ readonly 'test-cases': readonly Case[] }>('manifest.json')
  const expectations = new Map(readList<readonly Expectations[]>('expected.json').map((each) => [each.name, each]))
  return cases.flatMap((each) => stepsOf(each, expectations.get(each.name)))
}

function stepsOf(each: Case, expected: Expectations | undefined): readonly Step[] {
  const { name, module = 'none', file, supporting = [], profiles = [], packages = [], profile } = each
  const step = { module, file, packages, profile: undefined, supporting: [...supporting, ...profiles] }
  const base = expected?.base === undefined ? [] : [{ ...step, name: `${name} base`, expected: expected.base }]
  if (profile === undefined || expected?.profile === undefined) return base
  const beside = [...step.supporting, ...(profile.supporting ?? []), profile.source]
  const held = { ...step, name: `${name} profile`, supporting: beside, profile: profile.source }
  return [...base, { ...held, expected: expected.profile }]
}
