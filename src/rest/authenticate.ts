import type { Access } from '../access/access.js'
import { unauthenticated } from '../fhir/outcome.js'

/**
 * Who sends a request: the bearer of the token in `Authorization`. Throws 401 without a token and for one that nobody has.
 * https://www.rfc-editor.org/rfc/rfc6750#section-2.1
 */
export async function authenticateBearer(
  header: string | undefined,
  authenticate: (token: string) => Promise<Access | undefined>,
): Promise<Access> {
  if (header === undefined) throw unauthenticated('This server asks for a token: `Authorization: Bearer …`.')
  const token = /^Bearer +([A-Za-z0-9._~+/=-]{1,512}) *$/i.exec(header)?.[1]
  if (token === undefined) throw unauthenticated('The `Authorization` header is not of the form `Bearer …`.')
  const access = await authenticate(token)
  if (access === undefined) throw unauthenticated('The token is not one of a client of this server, or no longer.')
  return access
}
