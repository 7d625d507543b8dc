import t from 'tap'
import { choiceSlices } from '../../../src/validation/schema/slicing-schema.js'
import { structureSchema } from '../../../src/validation/schema/structure-schema.js'
import { example, libraryWith, profile } from '../profiled.js'

const discriminator = [{ type: 'value' as const, path: 'use' }]

const library = libraryWith([
  profile('sliced', 'Patient', [
    { id: 'Patient.name', slicing: { discriminator, rules: 'openAtEnd', ordered: true } },
    { id: 'Patient.name:official', sliceName: 'official', min: 1, max: '2' },
    { id: 'Patient.name:official.use', fixedCode: 'official' } as object,
    { id: 'Patient.name:official.family', min: 1 },
    { id: 'Patient.name:nick', sliceName: 'nick' },
    { id: 'Patient.name:nick.use', fixedCode: 'nickname' } as object,
  ]),
  profile('choice', 'Observation', [
    { id: 'Observation.value[x]', slicing: { discriminator: [{ type: 'type', path: '$this' }], rules: 'open' } },
    { id: 'Observation.value[x]:valueString', sliceName: 'valueString', min: 1, type: [{ code: 'string' }] },
  ]),
])

t.test('a slicing names its slices, what tells them, and what each asks', async (t) => {
  const tree = library.ofProfile(example('sliced'))
  if (tree === undefined) throw new Error('The profile is not there.')
  t.match(structureSchema(tree, library), {
    cardinality: [{ elements: [{ names: ['name'], min: 1, slice: 'official', whenAbsent: true }] }],
    properties: {
      name: {
        slicing: [
          {
            element: 'name',
            rules: 'openAtEnd',
            ordered: true,
            many: true,
            slices: [
              { name: 'official', min: 1, max: 2, conditions: [{ kind: 'fixed', values: ['official'] }] },
              { name: 'nick', min: 0, conditions: [{ kind: 'fixed', values: ['nickname'] }] },
            ],
          },
        ],
        slices: [{ cardinality: [{ elements: [{ element: 'family', min: 1 }] }] }, {}],
      },
    },
  })
})

t.test('slices of a choice by type are its JSON names', async (t) => {
  const node = library.ofProfile(example('choice'))?.root.children.get('value')
  if (node === undefined) throw new Error('The element is not there.')
  const { cardinality, ofName } = choiceSlices({ node, known: [] })
  t.strictSame(cardinality, [{ element: 'value[x]', names: ['valueString'], min: 1, slice: 'valueString' }])
  t.equal(ofName('valueString').length, 1)
  t.equal(ofName('valueQuantity').length, 0)
})
