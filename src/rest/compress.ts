import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const COMPRESSED_FROM_LENGTH = 1024
const gzipAsync = promisify(gzip)
const brotliAsync = promisify(brotliCompress)
/** The default, 11, takes a hundred times as long for a tenth less. */
const brotliOptions = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }

/** Codings that are refused have the weight 0. https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3 */
function accepts(header: string, coding: string): boolean {
  return header.split(',').some((part) => {
    const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase())
    return name === coding && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter))
  })
}

/** The coding for a body of this length, undefined where it is better sent as it is. */
export function codingFor(header: string | undefined, length: number): 'br' | 'gzip' | undefined {
  if (header === undefined || length < COMPRESSED_FROM_LENGTH) return undefined
  if (accepts(header, 'br')) return 'br'
  return accepts(header, 'gzip') || accepts(header, 'x-gzip') ? 'gzip' : undefined
}

/** Compresses a body on the thread pool. */
export const compress = (body: string, coding: 'br' | 'gzip'): Promise<Buffer> =>
  coding === 'br' ? brotliAsync(body, brotliOptions) : gzipAsync(body)
