import { createHash } from 'node:crypto'
import type { Rule } from '../run.js'
import { isRecord } from '../shapes.js'
import { found } from './found.js'

/**
 * Checks that the size and the hash of an Attachment are those of its data. Where it has a url only, they are of what stands there, which nobody fetches.
 * https://hl7.org/fhir/R4/datatypes.html#Attachment
 */
export const attachment = (): Rule => (value, spot) => {
  if (!isRecord(value) || typeof value.data !== 'string') return
  const { data, size, hash } = value
  if (typeof size === 'number') {
    const actual = decodedLength(data)
    if (actual !== size) {
      const sentence = `\`{path}\` is ${size}, but the data have ${actual} bytes.`
      found(spot, '/size', { code: 'value', sentence })
    }
  }
  if (typeof hash !== 'string') return
  const actual = createHash('sha1').update(data, 'base64').digest('base64')
  if (actual === hash.replace(/\s/g, '')) return
  found(spot, '/hash', {
    code: 'value',
    sentence: `\`{path}\` is not the SHA-1 hash of the data, which is \`${actual}\`.`,
  })
}

/** How many bytes base64 stands for, without decoding it. */
function decodedLength(data: string): number {
  let digits = 0
  for (let at = 0; at < data.length; at++) {
    const code = data.charCodeAt(at)
    // White space and the padding stand for nothing.
    if (code > 0x20 && code !== 0x3d) digits++
  }
  return Math.floor((digits * 3) / 4)
}
