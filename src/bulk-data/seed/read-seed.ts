import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { shiftWeeks } from './shift-weeks.js'

/** One transaction Bundle of the clinic, its dates moved to the week of now. */
export interface SeedBundle {
  readonly name: string
  readonly text: string
}

/**
 * Reads the clinic of the seed folder: transaction Bundles (https://hl7.org/fhir/R4/http.html#transaction) in the order in which they must be
 * written, so that what is referred to is there before. Every entry is a PUT with a fixed id, so writing them twice changes nothing.
 */
export async function readSeed(folder: string, now: number): Promise<readonly SeedBundle[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort()
  return Promise.all(
    names.map(async (name) => ({ name, text: shiftWeeks(await readFile(join(folder, name), 'utf8'), now) })),
  )
}
