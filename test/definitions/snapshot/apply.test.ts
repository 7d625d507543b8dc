import t from 'tap'
import { elementsOf, made, profile, snapshotsWith } from './structures.js'

const below = (elements: ReadonlyMap<string, unknown>, id: string) =>
  [...elements.keys()].filter((found) => found.startsWith(`${id}.`) || found.startsWith(`${id}:`))

t.test('children of a type appear where one of them is changed, and only there', async (t) => {
  const elements = made({ path: 'Observation.code.coding.system', min: 1 })
  t.match(elements.get('Observation.code.coding.system'), { min: 1, base: { path: 'Coding.system', min: 0, max: '1' } })
  t.match(elements.get('Observation.code.coding.code'), { min: 0 })
  t.same(below(elements, 'Observation.category'), [])
})

t.test('extensions are sliced by their url without being told, and unfold into their profile', async (t) => {
  const url = 'http://hl7.org/fhir/StructureDefinition/patient-birthPlace'
  const patient = {
    ...{ type: 'Patient', baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Patient' },
  }
  const elements = elementsOf(
    snapshotsWith()(
      profile(
        'patient',
        [
          {
            ...{ id: 'Patient.extension:place', path: 'Patient.extension', sliceName: 'place', min: 1, max: '1' },
            type: [{ code: 'Extension', profile: [url] }],
          },
          { id: 'Patient.extension:place.value[x].city', path: 'Patient.extension.value[x].city', min: 1 },
        ],
        patient,
      ),
    ),
  )
  t.match(elements.get('Patient.extension'), { min: 0, slicing: { discriminator: [{ type: 'value', path: 'url' }] } })
  t.match(elements.get('Patient.extension:place'), { min: 1, max: '1', sliceName: 'place' })
  t.match(elements.get('Patient.extension:place.url'), { path: 'Patient.extension.url', fixedUri: url })
  t.match(elements.get('Patient.extension:place.value[x].city'), { min: 1, base: { path: 'Address.city' } })
})

t.test('a slice begins as the base has the element, and nobody has to have one', async (t) => {
  const elements = made(
    {
      path: 'Observation.component',
      min: 1,
      slicing: { rules: 'open', discriminator: [{ type: 'value', path: 'code' }] },
    },
    { path: 'Observation.component', sliceName: 'a', mustSupport: true },
    { path: 'Observation.component.code', patternCodeableConcept: { text: 'a' } },
    { path: 'Observation.component', sliceName: 'b', max: '1' },
  )
  t.match(elements.get('Observation.component'), { min: 1, max: '*', slicing: { rules: 'open' } })
  t.match(elements.get('Observation.component:a'), { min: 0, max: '*', mustSupport: true })
  t.equal(elements.get('Observation.component:a')?.slicing, undefined)
  t.match(elements.get('Observation.component:a.code'), { min: 1, patternCodeableConcept: { text: 'a' } })
  t.match(elements.get('Observation.component:b'), { max: '1' })
  t.equal(elements.get('Observation.component:b.code')?.patternCodeableConcept, undefined)
})

t.test('a reslice begins as the slice that it divides, and stands after it', async (t) => {
  const elements = made(
    { path: 'Observation.category', slicing: { rules: 'open', discriminator: [{ type: 'value', path: '$this' }] } },
    { path: 'Observation.category', sliceName: 'a', max: '3', patternCodeableConcept: { text: 'a' } },
    { path: 'Observation.category', sliceName: 'b' },
    { path: 'Observation.category', sliceName: 'a/one', max: '1' },
    { path: 'Observation.category', sliceName: 'a/two' },
  )
  t.same(
    below(elements, 'Observation.category'),
    ['a', 'a/one', 'a/two', 'b'].map((name) => `Observation.category:${name}`),
  )
  t.match(elements.get('Observation.category:a/one'), { min: 0, max: '1', patternCodeableConcept: { text: 'a' } })
  t.match(elements.get('Observation.category:a/two'), { max: '3' })
})

t.test('slices of the base are changed by their name', async (t) => {
  const vitals = { baseDefinition: 'http://hl7.org/fhir/StructureDefinition/bodyweight' }
  const elements = elementsOf(
    snapshotsWith()(
      profile(
        'weight',
        [
          { path: 'Observation.category', sliceName: 'VSCat', mustSupport: true },
          { path: 'Observation.valueQuantity', min: 1 },
          { path: 'Observation.valueQuantity.value', minValueDecimal: 0 },
        ],
        vitals,
      ),
    ),
  )
  t.match(elements.get('Observation.category:VSCat'), { min: 1, max: '1', mustSupport: true })
  t.match(elements.get('Observation.category:VSCat.coding.code'), { fixedCode: 'vital-signs' })
  t.match(elements.get('Observation.value[x]'), { slicing: { rules: 'closed' }, type: [{ code: 'Quantity' }] })
  t.match(elements.get('Observation.value[x]:valueQuantity'), { min: 1 })
  t.match(elements.get('Observation.value[x]:valueQuantity.value'), { min: 1, minValueDecimal: 0 })
})

t.test('choices are constrained as a slice, in the short form, or as a whole', async (t) => {
  const slice = made(
    { path: 'Observation.value[x]', sliceName: 'valueQuantity', min: 1 },
    { path: 'Observation.value[x].code', min: 1 },
  )
  t.match(slice.get('Observation.value[x]'), {
    slicing: { rules: 'open', discriminator: [{ type: 'type', path: '$this' }] },
  })
  t.match(slice.get('Observation.value[x]:valueQuantity'), { type: [{ code: 'Quantity' }] })
  t.match(slice.get('Observation.value[x]:valueQuantity.code'), { min: 1 })
  const whole = made(
    { path: 'Observation.value[x]', type: [{ code: 'Quantity' }] },
    { path: 'Observation.value[x].code', min: 1 },
  )
  t.match(whole.get('Observation.value[x].code'), { min: 1, base: { path: 'Quantity.code' } })
})

t.test('children are copied in where a content reference is changed', async (t) => {
  const elements = made({ path: 'Observation.component.referenceRange.text', min: 1 })
  t.match(elements.get('Observation.component.referenceRange.text'), { min: 1 })
  t.match(elements.get('Observation.component.referenceRange'), { type: [{ code: 'BackboneElement' }] })
  t.equal(elements.get('Observation.component.referenceRange')?.contentReference, undefined)
  t.match(elements.get('Observation.referenceRange.text'), { min: 0 })
})

t.test('a new type adds elements to what it stands on', async (t) => {
  const logical = profile(
    'Form',
    [
      { path: 'Form', constraint: [{ key: 'form-1', severity: 'error', human: 'It is so.' }] },
      { path: 'Form.title', min: 1, max: '1', type: [{ code: 'string' }] },
      { path: 'Form.part', min: 0, max: '*', type: [{ code: 'BackboneElement' }] },
      { path: 'Form.part.name', min: 1, max: '1', type: [{ code: 'string' }] },
    ],
    {
      ...{ kind: 'logical', type: 'http://test/Form', derivation: 'specialization' },
      baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Element',
    },
  )
  const elements = elementsOf(snapshotsWith()(logical))
  t.same([...elements.keys()], ['Form', 'Form.id', 'Form.extension', 'Form.title', 'Form.part', 'Form.part.name'])
  t.match(elements.get('Form.part.name'), { min: 1, base: { path: 'Form.part.name', min: 1, max: '1' } })
})
