import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import t from 'tap'
import { corrected } from '../../../src/definitions/compile/corrections.js'
import { loadDefinitions } from '../../../src/definitions/load.js'

const definitions = loadDefinitions()
const model = createRequire(import.meta.url)
  .resolve('fhirpath/fhir-context/r4')
  .replace(/[^/]*$/, '')
const read = (file: string) => JSON.parse(readFileSync(`${model}${file}`, 'utf8'))

/** HL7's own list of R4's elements, made from the specification: path → type. */
const pathTypes: Readonly<Record<string, string | { code: string; refType?: readonly string[] }>> =
  read('path2Type.json')
const choices: Readonly<Record<string, readonly (string | { code: string })[]>> = read('choiceTypePaths.json')
const elsewhere: Readonly<Record<string, string>> = read('pathsDefinedElsewhere.json')

/** Paths of our own definitions by type, such as `Patient.contact.name`. */
const owners = [...new Set(Object.keys(pathTypes).map((path) => path.slice(0, path.lastIndexOf('.'))))]
const extensionsOnly = /^ElementDefinition\.extension\./

t.test('there is no element that R4 has not', async (t) => {
  const added: string[] = []
  for (const owner of [...owners, ...definitions.resourceTypes]) {
    for (const { name } of definitions.type(owner)?.elements ?? []) {
      const path = `${owner}.${name}`
      if (!(path in pathTypes) && !(path in choices) && !(path in elsewhere)) added.push(path)
    }
  }
  t.same(added, [])
})

t.test('there is every element that R4 has, with its types', async (t) => {
  const missing: string[] = []
  for (const [path, type] of Object.entries(pathTypes)) {
    const owner = definitions.type(path.slice(0, path.lastIndexOf('.')))
    const name = path.slice(path.lastIndexOf('.') + 1)
    if (owner === undefined || owner.kind === 'primitive-type' || extensionsOnly.test(path)) continue
    const found = owner.byJsonName.get(name)
    const code = typeof type === 'string' ? type : type.code
    const isSame = found?.type === code || code.startsWith('System.') || found?.type === path
    if (!isSame) missing.push(`${path} ${code} ${found?.type}`)
  }
  t.same(missing, [])
})

t.test('references point to the targets of R4', async (t) => {
  const different: string[] = []
  for (const [path, type] of Object.entries(pathTypes)) {
    if (typeof type === 'string' || type.refType === undefined || type.code !== 'Reference') continue
    const owner = definitions.type(path.slice(0, path.lastIndexOf('.')))
    const targets = owner?.byJsonName.get(path.slice(path.lastIndexOf('.') + 1))?.element.targets ?? []
    const expected = type.refType.includes('Resource') ? [] : [...type.refType].sort()
    // A choice of a reference and a canonical has the targets of both.
    if (!expected.every((target) => targets.includes(target))) different.push(path)
    if (
      owner?.byJsonName.has(path.slice(path.lastIndexOf('.') + 1)) === true &&
      expected.length === 0 &&
      targets.length > 0
    )
      different.push(path)
  }
  t.same(different, [])
})

t.test('additions go with what is inside them, changes and missing elements come back', async (t) => {
  const element = (path: string) => ({ path, min: 0, max: '1' })
  const paths = (...names: string[]) => corrected(names.map(element)).map(({ path }) => path)
  t.same(paths('ResearchStudy.label', 'ResearchStudy.label.type', 'ResearchStudy.title'), ['ResearchStudy.title'])
  t.same(corrected([element('ResearchStudy.site')])[0]?.type, [
    { code: 'Reference', targetProfile: ['http://hl7.org/fhir/StructureDefinition/Location'] },
  ])
  t.same(
    definitions.type('EvidenceVariable.characteristic')?.elements.map(({ name }) => name),
    'id extension modifierExtension description definition usageContext exclude participantEffective timeFromStart groupMeasure'.split(
      ' ',
    ),
  )
})

t.test('invariants say what their text says', async (t) => {
  const [element] = corrected([
    {
      path: 'Questionnaire.item',
      min: 0,
      max: '*',
      constraint: [{ key: 'ele-1' }, { key: 'que-12' }, { key: 'que-7' }],
    },
  ])
  t.same(element?.constraint, [
    { key: 'ele-1' },
    { key: 'que-12', expression: 'enableWhen.count() > 1 implies enableBehavior.exists()' },
    { key: 'que-7', expression: "operator = 'exists' implies (answer is boolean)" },
  ])
})

t.test('an invariant about a name is one of those that have a name', async (t) => {
  const constraint = [{ key: 'vsd-0', expression: "name.matches('[A-Z]')" }]
  t.same(corrected([{ path: 'ValueSet', min: 0, max: '*', constraint }])[0]?.constraint, [
    { key: 'vsd-0', expression: "name.exists() implies name.matches('[A-Z]')" },
  ])
})

t.test('units of components of vital signs are bound extensibly, but for the slices of blood pressure', async (t) => {
  const valueSet = 'http://hl7.org/fhir/ValueSet/ucum-vitals-common|4.0.1'
  const strengthOf = (id: string, bound: string) => {
    const binding = { strength: 'required', valueSet: bound }
    return corrected([{ id, path: 'Observation.component.value[x]', min: 0, max: '1', binding }])[0]?.binding?.strength
  }
  t.equal(strengthOf('Observation.component.value[x]', valueSet), 'extensible')
  t.equal(strengthOf('Observation.component:SystolicBP.value[x]', valueSet), 'required')
  t.equal(strengthOf('Observation.component.value[x]', 'http://a.org/ValueSet/x'), 'required')
})
