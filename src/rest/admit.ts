import type { FastifyRequest, onRequestHookHandler } from 'fastify'
import { unrestricted } from '../access/access.js'
import { badRequest, urlTooLong } from '../fhir/outcome.js'
import { parseParameters } from '../fhir/query-parameters.js'
import { unknownOperation } from '../interactions/unknown-operation.js'
import { authenticateBearer } from './authenticate.js'
import { beginExchange, type Exchange } from './exchange.js'
import { createHostCheck } from './host.js'
import { negotiateLater } from './native-accept.js'
import { negotiate } from './negotiate.js'
import type { RunningParts } from './parts.js'
import type { PathParameters } from './request.js'
import { unknownType } from './unknown-path.js'

/** A route as the gate needs to know it. */
export interface Admission {
  /** The interaction's name, or `none`. */
  readonly interaction: string
  readonly route: string
  /** Where the path itself names its type. */
  readonly type?: string | undefined
  readonly login: 'needed' | 'open'
}

const isRead = (interaction: string): boolean => interaction === 'read' || interaction === 'vread'

/**
 * Makes the gate of the FHIR routes, which runs before a body is read: nobody can make the server read 50 MB who may not, or whose
 * answer could not be served. It begins the exchange; throws 414, 403 for a foreign host, 404 for an unknown type, 400, 406 and 401.
 */
export function createGate(parts: RunningParts): (admission: Admission) => onRequestHookHandler {
  const { config, definitions } = parts
  const checkHost = createHostCheck(config)
  const look = (request: FastifyRequest, exchange: Exchange, ownType: string | undefined): void => {
    const { headers, raw } = request
    const { type = ownType, id, searchedType } = request.params as PathParameters
    // What a Binary holds may be of any type.
    const represent = type === 'Binary' && isRead(exchange.interaction) ? negotiateLater : negotiate
    const query = request.query as string
    // The format first, so that the errors after it are written in it; `_format` overrides `Accept`, so a query is read before that is judged.
    if (query === '') exchange.representation = represent(headers.accept, [])
    if ((raw.url?.length ?? 0) > config.limits.urlLength) {
      throw urlTooLong(
        `The address is longer than ${config.limits.urlLength} characters, the limit of this server (\`URL_LENGTH_MAX\`). Search by POST to \`_search\`.`,
      )
    }
    if (headers.host === undefined && raw.httpVersion === '1.1') throw badRequest('The request has no `Host`.')
    checkHost(headers.host)
    if (query !== '') {
      exchange.parameters = parseParameters(query, config.limits.parameters)
      exchange.representation = represent(headers.accept, exchange.parameters)
    }
    if (type === '' || id === '') {
      const absent = type === '' ? 'resource type' : 'id'
      throw badRequest(`The ${absent} in the address is empty; FHIR addresses look like \`[base]/Patient/1\`.`)
    }
    const operation = [type, id, searchedType].find((piece) => piece?.startsWith('$'))
    if (operation !== undefined) throw unknownOperation(parts.table, operation, [type ?? ''])
    if (type !== undefined && !definitions.isResourceType(type)) throw unknownType(definitions, type)
    if (type !== undefined) exchange.type = type
    if (searchedType !== undefined && searchedType !== '*' && !definitions.isResourceType(searchedType)) {
      throw unknownType(definitions, searchedType)
    }
  }
  const needsLogin = config.auth === 'token'
  return ({ interaction, route, type, login }) =>
    (request, _reply, done) => {
      const exchange = beginExchange(interaction, request.method, route)
      request.exchange = exchange
      parts.metrics.begun()
      try {
        look(request, exchange, type)
      } catch (error) {
        return done(error as Error)
      }
      if (login === 'open' || !needsLogin) {
        exchange.access = unrestricted
        return done()
      }
      authenticateBearer(request.headers.authorization, parts.authenticate).then((access) => {
        exchange.access = access
        done()
      }, done)
    }
}
