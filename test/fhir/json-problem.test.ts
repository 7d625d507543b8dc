import t from 'tap'
import { lineAndColumn, structureProblem, syntaxProblem, valueProblem } from '../../src/fhir/json-problem.js'

t.test('names the element at a place', async (t) => {
  const text = '{"resourceType":"Patient",\n "name":[{"given":["a","b"]}]}'
  const at = (needle: string) => valueProblem(text, text.indexOf(needle), 'Odd.').issues[0]
  t.strictSame(at('"b"')?.expression, ['Patient.name[0].given[1]'])
  t.match(at('"b"')?.diagnostics, /^Odd\. It is in line 2, column \d+\.$/)
  t.strictSame(at('"name"')?.expression, ['Patient.name'])
  t.equal(structureProblem('{"a":1}', 5, 'Odd.').issues[0]?.expression?.[0], 'a')
  t.equal(structureProblem('[]', 0, 'Odd.').issues[0]?.expression, undefined)
})

t.test('counts lines and columns from 1', async (t) => {
  t.equal(lineAndColumn('a\nb\nc', 0), 'It is in line 1, column 1.')
  t.equal(lineAndColumn('a\nb\nc', 4), 'It is in line 3, column 1.')
})

t.test('has a sentence for text that it finds no fault in', async (t) => {
  t.equal(syntaxProblem('{}').status, 400)
})
