import t from 'tap'
import { rootPlace } from '../../src/validation/place.js'
import { createReport } from '../../src/validation/report.js'
import { isFilledArray, isRecord } from '../../src/validation/shapes.js'

t.test('an object is no array, and not null', async (t) => {
  t.same([{}, { a: 1 }, [], null, 'a', 1, undefined].map(isRecord), [true, true, false, false, false, false, false])
})

t.test('what repeats is an array with items', async (t) => {
  const report = createReport()
  const step = { json: 'name', element: 'name' }
  const is = (value: unknown) => isFilledArray(value, rootPlace('Patient'), step, report)
  t.same([is([1]), is([]), is({}), is(null)], [true, false, false, false])
  t.match(report.issues, [
    { code: 'structure', diagnostics: /is an array without content/, expression: ['Patient.name'] },
    { code: 'structure', diagnostics: /is an object; it has to be an array, since this element can repeat/ },
    { code: 'structure', diagnostics: /is null/ },
  ])
})
