import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { isLong } from '../harness/random.js'

const folder = '../shared/data/synthea'
const bundles = join(folder, 'bundles')

/** Why the patients can't be used here, or false. */
export const syntheaAbsent: string | false = existsSync(folder) ? false : `${folder} is absent`

export const readBundle = (name: string): string => gunzipSync(readFileSync(join(bundles, name))).toString('utf8')

/** The batches that everything else refers to. */
export const batchNames = ['00-hospital-information.json.gz', '01-practitioner-information.json.gz']

/** The transactions, one a patient: some of the smallest, or all of them where TEST_LONG is set. */
export function patientNames(): readonly string[] {
  const names = readdirSync(bundles).filter((name) => !batchNames.includes(name))
  const bySize = names.sort((left, right) => statSync(join(bundles, left)).size - statSync(join(bundles, right)).size)
  return isLong ? bySize : bySize.slice(0, 4)
}

export const bulkFolder = join(folder, 'bulk')
export const bulkNames = (): readonly string[] => readdirSync(bulkFolder)
export const readBulk = (name: string): readonly string[] =>
  readFileSync(join(bulkFolder, name), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
