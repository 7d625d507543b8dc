import t from 'tap'
import { compileCompartments } from '../../../src/definitions/compile/compartments.js'

t.test('a compartment has the types with parameters, and always its own', async (t) => {
  const compartment = (code: string, ...param: string[]) => ({
    resourceType: 'CompartmentDefinition' as const,
    version: '4.0.1',
    code,
    resource: [{ code: 'Patient', param }, { code: 'Device' }, { code: 'Flag', param: ['patient'] }],
  })
  t.same(compileCompartments([compartment('Patient', 'link'), compartment('Device')]), {
    Patient: { Patient: ['{def}', 'link'], Flag: ['patient'] },
    Device: { Device: ['{def}'], Flag: ['patient'] },
  })
  t.same(compileCompartments([compartment('Patient', '{def}')]).Patient?.Patient, ['{def}'])
})
