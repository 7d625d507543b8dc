import t from 'tap'
import { checkSummary, isResultParameter, parseCount, parseTotal } from '../../src/search/result-parameters.js'

t.test('reads page sizes: 0 is allowed, and more than the maximum is the maximum', async (t) => {
  t.equal(parseCount('0', 100), 0)
  t.equal(parseCount('7', 100), 7)
  t.equal(parseCount('1000000', 100), 100)
  for (const value of ['-1', '1.5', 'many', '1e3', '9'.repeat(40)])
    t.throws(() => parseCount(value, 100), { name: 'FhirError', status: 400 }, value)
})

t.test('reads totals and summaries by their codes', async (t) => {
  t.equal(parseTotal('accurate'), 'accurate')
  t.throws(() => parseTotal('yes'), { name: 'FhirError', status: 400 })
  t.throws(() => checkSummary('treu', new Set()), { status: 400, message: /`true`/ })
  t.throws(() => checkSummary('text', new Set(['_include'])), { name: 'FhirError', status: 400 })
  t.doesNotThrow(() => checkSummary('data', new Set(['_include'])))
})

t.test('knows which parameters are about results', async (t) => {
  t.ok(isResultParameter('_count'))
  t.notOk(isResultParameter('_id'))
})
