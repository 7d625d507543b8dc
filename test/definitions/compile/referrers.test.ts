import t from 'tap'
import type { CompactElement, CompactType } from '../../../src/definitions/compact.js'
import { compileReferrers } from '../../../src/definitions/compile/referrers.js'

const type = (name: string, kind: CompactType['kind'], ...elements: CompactElement[]): [string, CompactType] => [
  name,
  { name, kind, elements },
]

t.test(
  'references count through backbones and data types, not through extensions and contained resources',
  async (t) => {
    const types = new Map([
      type('A', 'resource', { name: 'part', types: ['A.part'] }, { name: 'extension', types: ['Extension'] }),
      type('A.part', 'backbone', { name: 'identifier', types: ['Identifier'] }),
      type('B', 'resource', { name: 'url', types: ['uri'] }, { name: 'contained', types: ['Resource'] }),
      type('C', 'resource', { name: 'any', types: ['Reference'] }, { name: 'related', types: ['canonical'] }),
      type('D', 'resource', { name: 'definition', types: ['canonical'] }),
      type('Resource', 'resource', { name: 'of', types: ['Reference'] }),
      type('Identifier', 'complex-type', { name: 'assigner', types: ['Reference'], targets: ['B'] }),
      type('Extension', 'complex-type', { name: 'value', types: ['Reference'], choice: true }),
    ])
    t.same(compileReferrers(['A', 'B', 'C', 'D'], types), { A: ['C'], B: ['A', 'C', 'D'], C: ['C'], D: ['C'] })
  },
)
