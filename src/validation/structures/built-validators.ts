import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { CanonicalEntry } from '../../definitions/canonicals.js'
import { type AjvFunction, type StructureCode, structureCode } from '../compile/compile-schema.js'
import type { RuleMakers } from '../keywords/rule-makers.js'

/** What the build wrote: the code of FHIR's own types and profiles. */
export interface BuiltValidators {
  /** The code of one structure, with these rules; undefined where the build has none for it. */
  find(entry: CanonicalEntry<'StructureDefinition'>, makers: RuleMakers): StructureCode | undefined
}

/** `dist/validators/index.json`: files by the structure's canonical, and the hash that says whether they are still right. */
export interface ValidatorsIndex {
  readonly stamp: string
  readonly origin: string
  readonly files: Readonly<Record<string, string>>
}

type Factory = (rules: Readonly<Record<string, unknown>>) => AjvFunction

/** Nothing was built: every structure is compiled in the process. */
export const noBuiltValidators: BuiltValidators = { find: () => undefined }

/** The folder that the build writes. */
export const validatorsFolder = new URL('../../../validators/', import.meta.url)

/** Reads the index; each structure's code is loaded when it is first asked for. Without an index nothing is built. */
export function loadBuiltValidators(folder: URL = validatorsFolder): BuiltValidators {
  const index = readIndex(folder)
  if (index === undefined) return noBuiltValidators
  const load = createRequire(new URL('index.json', folder))
  return {
    find: ({ url, version, origin }, { rules, slicing }) => {
      const file = index.files[`${url}|${version}`]
      if (file === undefined || origin !== index.origin) return undefined
      const factory = load(fileURLToPath(new URL(file, folder))) as Factory
      return structureCode(factory({ ...rules, slicing }))
    },
  }
}

/** The index of a folder of built validators; undefined where there is none. */
export function readIndex(folder: URL): ValidatorsIndex | undefined {
  try {
    return JSON.parse(readFileSync(new URL('index.json', folder), 'utf8')) as ValidatorsIndex
  } catch {
    return undefined
  }
}
