import t from 'tap'
import { against, example, noAnswers, profile } from '../profiled.js'

const observation = { resourceType: 'Observation', status: 'final', code: { text: 'x' } }

t.test('an element conforms to the profile that its type names', async (t) => {
  const check = against([
    profile('p', 'Observation', [
      { id: 'Observation.value[x]', type: [{ code: 'Quantity', profile: [example('q')] }] },
    ]),
    profile('q', 'Quantity', [{ id: 'Quantity.unit', min: 1 }]),
  ])
  t.strictSame(check({ ...observation, valueQuantity: { value: 1 } }), ['error required Observation.value.unit'])
  t.strictSame(check({ ...observation, valueQuantity: { value: 1, unit: 'x' } }), [])
})

t.test('where several are named, one of them is enough', async (t) => {
  const check = against([
    profile('p', 'Observation', [
      { id: 'Observation.value[x]', type: [{ code: 'Quantity', profile: [example('q'), example('r')] }] },
    ]),
    profile('q', 'Quantity', [{ id: 'Quantity.unit', min: 1 }]),
    profile('r', 'Quantity', [{ id: 'Quantity.code', min: 1 }]),
  ])
  t.strictSame(check({ ...observation, valueQuantity: { value: 1, unit: 'x' } }), [])
  t.strictSame(check({ ...observation, valueQuantity: { value: 1 } }), ['error structure Observation.value'])
})

t.test('a profile that is not known is doubtful', async (t) => {
  const check = against([
    profile('p', 'Observation', [
      { id: 'Observation.value[x]', type: [{ code: 'Quantity', profile: [example('q')] }] },
    ]),
  ])
  t.strictSame(check({ ...observation, valueQuantity: { value: 1 } }), ['warning not-found Observation.value'])
})

t.test('a resource inside is judged in its own frame by a profile of its element', async (t) => {
  const check = against([
    profile('p', 'Parameters', [
      { id: 'Parameters.parameter.resource', type: [{ code: 'Patient', profile: [example('named')] }] },
    ]),
    profile('named', 'Patient', [
      { id: 'Patient.name', min: 1 },
      {
        id: 'Patient',
        constraint: [
          { key: 'own-1', severity: 'error', human: 'It is the Patient.', expression: '%resource is Patient' },
        ],
      },
    ]),
  ])
  const parameters = (resource: object) => ({ resourceType: 'Parameters', parameter: [{ name: 'x', resource }] })
  t.strictSame(check(parameters({ resourceType: 'Patient', name: [{ text: 'A' }] })), [])
  t.strictSame(check(parameters({ resourceType: 'Patient', active: true })), [
    'error required Parameters.parameter[0].resource.name',
  ])
  t.ok(
    check(parameters({ resourceType: 'Basic', code: { text: 'x' } })).includes(
      'error structure Parameters.parameter[0].resource',
    ),
  )
})

t.test('profiles that lead to one another end', async (t) => {
  const linked = (name: string, other: string) =>
    profile(name, 'Patient', [
      { id: 'Patient.active', min: 1 },
      { id: 'Patient.link.other', type: [{ code: 'Reference', targetProfile: [example(other)] }] },
    ])
  const resources = new Map([
    [
      'Patient/1',
      {
        resourceType: 'Patient',
        id: '1',
        active: true,
        link: [{ other: { reference: 'Patient/2' }, type: 'seealso' }],
      },
    ],
    [
      'Patient/2',
      {
        resourceType: 'Patient',
        id: '2',
        active: true,
        link: [{ other: { reference: 'Patient/1' }, type: 'seealso' }],
      },
    ],
  ])
  const check = against([linked('a', 'b'), linked('b', 'a')], { ...noAnswers, resources })
  t.strictSame(check(resources.get('Patient/1') ?? {}), [])
  resources.set('Patient/2', { ...resources.get('Patient/2'), active: undefined } as never)
  t.strictSame(check(resources.get('Patient/1') ?? {}), ['error value Patient.link[0].other'])
})

t.test('an extension may hold itself', async (t) => {
  const check = against([
    profile('p', 'Patient', []),
    profile(
      'loop',
      'Extension',
      [
        { id: 'Extension.url', fixedUri: example('loop') } as object,
        { id: 'Extension.extension', slicing: { discriminator: [{ type: 'value', path: 'url' }], rules: 'open' } },
        {
          id: 'Extension.extension:loop',
          sliceName: 'loop',
          type: [{ code: 'Extension', profile: [example('loop')] }],
        },
      ],
      { context: [{ type: 'element', expression: 'Element' }] },
    ),
  ])
  const loop = (inside: object): object => ({ url: example('loop'), ...inside })
  const patient = {
    resourceType: 'Patient',
    extension: [loop({ extension: [loop({ extension: [loop({ valueString: 'x' })] })] })],
  }
  t.strictSame(check(patient), [])
})
