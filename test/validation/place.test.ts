import t from 'tap'
import { expressionOf, itemPlace, jsonPath, memberPlace, rootPlace } from '../../src/validation/place.js'

t.test('a place is told by the names of JSON, and by elements as FHIRPath', async (t) => {
  const component = itemPlace(rootPlace('Observation'), { json: 'component', element: 'component' }, 2)
  const value = memberPlace(component, { json: 'valueQuantity', element: 'value' })
  const unit = memberPlace(value, { json: '_unit', element: 'unit' })
  t.equal(jsonPath(unit), 'Observation.component[2].valueQuantity._unit')
  t.equal(expressionOf(unit), 'Observation.component[2].value.unit')
  t.equal(expressionOf(rootPlace('Patient')), 'Patient')
})
