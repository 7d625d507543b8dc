import { batchOrTransaction } from './bundle/bundle.js'
import { capabilities } from './capabilities.js'
import { create } from './create.js'
import { remove } from './delete.js'
import { deleteConditional } from './delete-conditional.js'
import { historyInstance } from './history-instance.js'
import { historySystem } from './history-system.js'
import { historyType } from './history-type.js'
import type { InteractionEntry } from './interaction.js'
import { patch } from './patch.js'
import { patchConditional } from './patch-conditional.js'
import { read } from './read.js'
import { searchCompartment } from './search-compartment.js'
import { searchSystem } from './search-system.js'
import { searchType } from './search-type.js'
import { update } from './update.js'
import { updateConditional } from './update-conditional.js'
import { vread } from './vread.js'

/**
 * Everything that a client can do. Routes, the CapabilityStatement, scope checks and metrics are derived from it, and batch entries find their
 * interaction in it too. A conditional form shares its path with the plain one of the type, and is the one for a request with criteria.
 * https://hl7.org/fhir/R4/http.html#summary
 */
export const interactions: readonly InteractionEntry[] = [
  { name: 'capabilities', method: 'GET', path: '/metadata', scope: 'none', perform: capabilities },
  { name: 'bundle', method: 'POST', path: '/', scope: 'each', perform: batchOrTransaction },
  {
    name: 'search-system',
    method: 'GET',
    path: '/',
    scope: 'each',
    capability: 'search-system',
    perform: searchSystem,
  },
  { name: 'search-system', method: 'POST', path: '/_search', scope: 'each', perform: searchSystem },
  {
    name: 'history-system',
    method: 'GET',
    path: '/_history',
    scope: 's',
    capability: 'history-system',
    perform: historySystem,
  },
  { name: 'search-type', method: 'GET', path: '/:type', scope: 's', capability: 'search-type', perform: searchType },
  { name: 'search-type', method: 'POST', path: '/:type/_search', scope: 's', perform: searchType },
  {
    name: 'history-type',
    method: 'GET',
    path: '/:type/_history',
    scope: 's',
    capability: 'history-type',
    perform: historyType,
  },
  { name: 'create', method: 'POST', path: '/:type', scope: 'c', capability: 'create', perform: create },
  { name: 'update-conditional', method: 'PUT', path: '/:type', scope: 'u', perform: updateConditional },
  { name: 'patch-conditional', method: 'PATCH', path: '/:type', scope: 'u', perform: patchConditional },
  { name: 'delete-conditional', method: 'DELETE', path: '/:type', scope: 'd', perform: deleteConditional },
  { name: 'read', method: 'GET', path: '/:type/:id', scope: 'r', capability: 'read', perform: read },
  { name: 'update', method: 'PUT', path: '/:type/:id', scope: 'u', capability: 'update', perform: update },
  { name: 'patch', method: 'PATCH', path: '/:type/:id', scope: 'u', capability: 'patch', perform: patch },
  { name: 'delete', method: 'DELETE', path: '/:type/:id', scope: 'd', capability: 'delete', perform: remove },
  {
    name: 'history-instance',
    method: 'GET',
    path: '/:type/:id/_history',
    scope: 'r',
    capability: 'history-instance',
    perform: historyInstance,
  },
  { name: 'vread', method: 'GET', path: '/:type/:id/_history/:vid', scope: 'r', capability: 'vread', perform: vread },
  {
    name: 'search-compartment',
    method: 'GET',
    path: '/:type/:id/:searchedType',
    scope: 'each',
    perform: searchCompartment,
  },
  {
    name: 'search-compartment',
    method: 'POST',
    path: '/:type/:id/:searchedType/_search',
    scope: 'each',
    perform: searchCompartment,
  },
]

/** The table of `docs/http.md`, as Markdown. */
export function interactionsTable(): string {
  const scope = ({ scope: letter }: InteractionEntry): string =>
    letter === 'none' ? 'open' : letter === 'each' ? 'by type' : `\`${letter}\``
  const rows = interactions.map((entry) => `| ${entry.name} | \`${entry.method} ${entry.path}\` | ${scope(entry)} |`)
  return ['| Interaction | Method and path below `/fhir` | Scope |', '|---|---|---|', ...rows, ''].join('\n')
}
