import t from 'tap'
import type { Schema } from '../../../src/validation/schema/schema.js'
import { structureSchema } from '../../../src/validation/schema/structure-schema.js'
import { example, libraryWith, profile } from '../profiled.js'

const profiles = [
  profile('nothing', 'Patient', []),
  profile('named', 'Patient', [{ id: 'Patient.name', min: 1 }]),
  profile('bundle', 'Bundle', [{ id: 'Bundle.entry.resource.language', min: 1 }]),
]
const library = libraryWith(profiles)

function schemaOf(canonical: string, element?: string): Schema {
  const tree = library.ofProfile(canonical)
  if (tree === undefined) throw new Error(`There is no \`${canonical}\`.`)
  return structureSchema(tree, library, element)
}

t.test('a profile that adds nothing asks nothing', async (t) => {
  t.strictSame(schemaOf(example('nothing')), { $id: example('nothing') })
})

t.test('a profile holds what it adds to its type, and no more', async (t) => {
  t.strictSame(schemaOf(example('named')), {
    $id: example('named'),
    cardinality: [{ elements: [{ element: 'name', names: ['name'], min: 1 }] }],
  })
})

t.test('a profile of a profile is compared with the type', async (t) => {
  const schema = schemaOf('http://hl7.org/fhir/StructureDefinition/bp')
  t.match(schema.cardinality, [{ elements: [{ element: 'category', min: 1 }] }])
})

t.test('a type that holds itself becomes a function that calls itself', async (t) => {
  const { properties, $defs } = schemaOf('http://hl7.org/fhir/StructureDefinition/Questionnaire')
  t.match(properties, { item: { items: { $ref: '#/$defs/element0' } } })
  t.match($defs, { element0: { properties: { item: { items: { $ref: '#/$defs/element0' } } } } })
})

t.test('a type asks bindings, references, invariants, and its data types', async (t) => {
  const schema = schemaOf('http://hl7.org/fhir/StructureDefinition/Patient')
  t.match(schema, {
    contained: [{}],
    properties: {
      name: { items: { fhirType: [{ type: 'HumanName' }] } },
      contact: { items: { invariant: [{ key: 'pat-1', type: 'Patient.contact' }] } },
      managingOrganization: { reference: [{ targets: ['http://hl7.org/fhir/StructureDefinition/Organization'] }] },
      contained: { items: { resource: [{ kind: 'contained' }] } },
      extension: { items: { extension: [{ modifier: false }] } },
    },
  })
  t.notMatch(JSON.stringify(schema), /ele-1/)
})

t.test('what is asked inside a resource inside is a schema of its own', async (t) => {
  t.match(schemaOf(example('bundle')), {
    properties: {
      entry: {
        items: {
          properties: { resource: { part: [{ structure: example('bundle'), element: 'Bundle.entry.resource' }] } },
        },
      },
    },
  })
  t.match(schemaOf(example('bundle'), 'Bundle.entry.resource'), {
    cardinality: [{ elements: [{ element: 'language', min: 1 }] }],
  })
})
