import t from 'tap'
import { rootPlace } from '../../src/validation/place.js'
import { addIssue, createReport } from '../../src/validation/report.js'

t.test('an issue has a code, a sentence and an expression', async (t) => {
  const report = createReport()
  addIssue(report, 'value', rootPlace('Patient'), (path) => `\`${path}\` is odd.`)
  t.same(report.issues, [
    { severity: 'error', code: 'value', diagnostics: '`Patient` is odd.', expression: ['Patient'] },
  ])
})

t.test('after fifty issues one more says that there are others, and no sentence is made any more', async (t) => {
  const report = createReport()
  let sentences = 0
  for (let count = 0; count < 1_000; count++) addIssue(report, 'value', rootPlace('Patient'), () => `${++sentences}`)
  t.equal(sentences, 50)
  t.equal(report.issues.length, 51)
  t.match(report.issues[50], { severity: 'error', code: 'informational', diagnostics: /more problems/ })
})
