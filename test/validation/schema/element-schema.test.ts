import t from 'tap'
import { elementSchema, type Making } from '../../../src/validation/schema/element-schema.js'
import { libraryWith } from '../profiled.js'

const library = libraryWith()

/** The schema of an element of one of FHIR's own types. */
function schemaOf(type: string, id: string, referred: readonly string[] = []) {
  const tree = library.ofType(type)
  const node = tree?.byId.get(id)
  if (tree === undefined || node === undefined) throw new Error(`There is no \`${id}\`.`)
  const making: Making = {
    tree,
    library,
    root: tree.root,
    isPart: false,
    referred: new Set(referred),
    shared: new Map(),
  }
  const asked = {
    node,
    known: [],
    type: node === tree.root ? { code: type } : node.definition.type?.[0],
    typeName: id,
    profile: undefined,
  }
  return { schema: elementSchema(asked, making), shared: making.shared }
}

t.test('a data type is asked by its own schema', async (t) => {
  t.match(schemaOf('Patient', 'Patient.name').schema, { fhirType: [{ type: 'HumanName' }] })
})

t.test('a backbone is asked in place', async (t) => {
  t.match(schemaOf('Patient', 'Patient.contact').schema, {
    properties: { name: { fhirType: [{ type: 'HumanName' }] } },
  })
})

t.test('rules of a type stand at its root', async (t) => {
  t.match(schemaOf('Bundle', 'Bundle').schema, { bundle: [{}] })
  t.match(schemaOf('Quantity', 'Quantity').schema, { quantity: [{}] })
  t.match(schemaOf('Coding', 'Coding').schema, { coding: [{}] })
  t.match(schemaOf('Identifier', 'Identifier').schema, { identifier: [{}] })
  t.match(schemaOf('Attachment', 'Attachment').schema, { attachment: [{}] })
  t.match(schemaOf('Narrative', 'Narrative.div').schema, { narrative: [{}] })
})

t.test('modifier extensions are told from others', async (t) => {
  t.match(schemaOf('Patient', 'Patient.modifierExtension').schema, { extension: [{ modifier: true }] })
})

t.test('a resource inside is a resource of its own', async (t) => {
  t.match(schemaOf('Bundle', 'Bundle.entry.resource').schema, { resource: [{ kind: 'entry' }] })
})

t.test('what others refer to is made once', async (t) => {
  const { schema, shared } = schemaOf('Questionnaire', 'Questionnaire.item', ['Questionnaire.item'])
  t.strictSame(schema, { $ref: '#/$defs/element0' })
  t.equal(shared.size, 1)
})
