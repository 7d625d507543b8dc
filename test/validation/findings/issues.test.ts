import t from 'tap'
import { issue, operationOutcome } from '../../../src/fhir/outcome.js'
import { jsonToXml } from '../../../src/rest/xml/json-to-xml.js'
import { xmlToJson } from '../../../src/rest/xml/xml-to-json.js'
import { bySeverity, capped, issuesOf } from '../../../src/validation/findings/issues.js'
import { noAnswers, validatorWith } from '../profiled.js'
import { check, definitions } from '../samples.js'

const resource = { resourceType: 'Patient', name: [{ family: '$&' }] }

t.test('writes the readable path into the sentence, and the rule into the details', async (t) => {
  const rule = { system: 'http://example.org/p', code: 'r-1' }
  const finding = {
    severity: 'error',
    code: 'value',
    pointer: '/name/0',
    sentence: '`{path}` is wrong.',
    rule,
  } as const
  t.strictSame(issuesOf([finding], resource, definitions), [
    {
      severity: 'error',
      code: 'value',
      diagnostics: '`Patient.name[0]` is wrong.',
      expression: ['Patient.name[0]'],
      details: { coding: [rule] },
    },
  ])
})

t.test('puts errors first, and leaves the order otherwise', async (t) => {
  const warning = { ...issue('value', 'w'), severity: 'warning' } as const
  const sorted = bySeverity([warning, issue('value', 'a'), issue('value', 'b')])
  t.strictSame(
    sorted.map(({ diagnostics }) => diagnostics),
    ['a', 'b', 'w'],
  )
})

t.test('says where issues were left out, and only there', async (t) => {
  const issues = [issue('value', 'a'), issue('value', 'b')]
  t.equal(
    capped(issues, 2, () => false),
    issues,
  )
  t.equal(capped(issues, 1, () => false).length, 2)
  t.match(capped(issues, 2, () => true).at(-1)?.diagnostics, /more problems than these 2/)
})

t.test('an outcome with details is itself valid, as JSON and as XML', async (t) => {
  const rule = { system: 'http://example.org/p|1.0', code: 'name:official' }
  const finding = {
    severity: 'error',
    code: 'value',
    pointer: '/name/0',
    sentence: '`{path}` is wrong.',
    rule,
  } as const
  const outcome = operationOutcome(issuesOf([finding], resource, definitions))
  t.strictSame(check('OperationOutcome', outcome), [])
  const { issues } = validatorWith()({ type: 'OperationOutcome', resource: outcome, profiles: [], answers: noAnswers })
  t.notOk(issues.some(({ severity }) => severity === 'error'))
  const text = JSON.stringify(outcome)
  t.strictSame(JSON.parse(xmlToJson(jsonToXml(text, definitions), definitions, { depth: 100 })), JSON.parse(text))
})
