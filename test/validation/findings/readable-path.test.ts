import t from 'tap'
import { readablePath } from '../../../src/validation/findings/readable-path.js'
import { definitions } from '../samples.js'

const resource = {
  resourceType: 'Bundle',
  entry: [
    {
      resource: {
        resourceType: 'Observation',
        component: [{ valueQuantity: { unit: 'x' } }],
        _status: { extension: [{ valueString: 'x' }] },
        contained: [{ resourceType: 'Patient', deceasedBoolean: true }],
      },
    },
  ],
}
const path = (pointer: string) => readablePath(resource, pointer, definitions)

t.test('names the resource for the empty pointer', async (t) => {
  t.strictSame(path(''), { json: 'Bundle', expression: 'Bundle' })
})

t.test('leaves the type of a choice out of the expression only', async (t) => {
  t.strictSame(path('/entry/0/resource/component/0/valueQuantity/unit'), {
    json: 'Bundle.entry[0].resource.component[0].valueQuantity.unit',
    expression: 'Bundle.entry[0].resource.component[0].value.unit',
  })
})

t.test('follows resources inside by what they say of themselves', async (t) => {
  t.equal(
    path('/entry/0/resource/contained/0/deceasedBoolean').expression,
    'Bundle.entry[0].resource.contained[0].deceased',
  )
})

t.test('names a primitive where its sibling is meant', async (t) => {
  t.strictSame(path('/entry/0/resource/_status/extension/0/valueString'), {
    json: 'Bundle.entry[0].resource._status.extension[0].valueString',
    expression: 'Bundle.entry[0].resource.status.extension[0].value',
  })
})

t.test('names what is missing as the profile writes it', async (t) => {
  t.strictSame(path('/entry/0/resource/value[x]'), {
    json: 'Bundle.entry[0].resource.value[x]',
    expression: 'Bundle.entry[0].resource.value',
  })
})

t.test('copes with names that nobody knows', async (t) => {
  t.equal(path('/no~1such/5/thing').json, 'Bundle.no/such.5.thing')
})
