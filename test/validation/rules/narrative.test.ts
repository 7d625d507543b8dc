import t from 'tap'
import { narrative } from '../../../src/validation/rules/narrative.js'
import { ask, strangeValues } from './sample-run.js'

const xhtml = (content: string) => `<div xmlns="http://www.w3.org/1999/xhtml">${content}</div>`

t.test('checks the xhtml of a Narrative, or by itself', async (t) => {
  const rule = narrative()
  t.same(ask(rule, { status: 'generated', div: xhtml('<p>ok</p>') }).lines, [])
  t.same(ask(rule, xhtml('<p>ok</p>')).lines, [])
  t.same(ask(rule, { div: xhtml('<script>1</script>') }, { pointer: '/text' }).lines, ['error security /text/div'])
  t.same(ask(rule, xhtml('<script>1</script>'), { pointer: '/text/div' }).lines, ['error security /text/div'])
})

t.test('names the invariant that is broken', async (t) => {
  const { findings } = ask(narrative(), xhtml(' '))
  t.match(findings, [
    { code: 'invariant', rule: { system: 'http://hl7.org/fhir/StructureDefinition/Narrative', code: 'txt-2' } },
  ])
  t.notOk('rule' in (ask(narrative(), xhtml('<p>')).findings[0] ?? {}), 'what is no XML breaks none')
})

t.test('remembers only what is right', async (t) => {
  const rule = narrative()
  const wrong = xhtml('<form>a</form>')
  for (let time = 0; time < 2; time++) {
    t.same(ask(rule, wrong).lines, ['error security /x'])
    t.same(ask(rule, xhtml('a')).lines, [])
  }
  for (let number = 0; number < 2500; number++)
    if (ask(rule, xhtml(`n${number}`)).lines.length > 0) t.fail(String(number))
  t.same(ask(rule, xhtml('n7')).lines, [])
})

t.test('refuses a narrative that is too long to be read', async (t) => {
  const asked = ask(narrative(), xhtml('x'.repeat(1_048_576)))
  t.same(asked.lines, ['error too-long /x'])
  t.match(asked.sentences[0], /at most 1048576/)
})

t.test('leaves values of other JSON types to the structure check', async (t) => {
  const rule = narrative()
  for (const value of strangeValues) if (value !== '') t.same(ask(rule, value).lines, [])
})
