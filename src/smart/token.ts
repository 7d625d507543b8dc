import { createHash, randomBytes } from 'node:crypto'

/** What every token begins with, so that a scanner of repositories and logs recognises one that leaked. */
const PREFIX = 'anteroom_'

/** A token of 256 random bits, safe in a header. */
export const drawToken = (): string => PREFIX + randomBytes(32).toString('base64url')

/**
 * What is kept of a token, in hex. Nobody can guess 256 bits, so a fast hash without salt is as good as a slow one here, and can be looked up.
 */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex')
