import t from 'tap'
import { examples, examplesAbsent } from '../samples.js'
import { createProofValidator, errorsOf, linesOf } from './validator.js'
import { wrongExamples } from './wrong-examples.js'

const { validate } = createProofValidator([])

t.test('every example of R4 is valid, but for those that are not R4', { skip: examplesAbsent }, async (t) => {
  let valid = 0
  for (const { file, text } of examples()) {
    const lines = linesOf(errorsOf(validate(JSON.parse(text))))
    const reasons = wrongExamples.get(file.replace('.json', ''))
    if (reasons === undefined) t.same(lines, [], file)
    else {
      // Each line is one of those that the reason is about, so that no other error hides behind it.
      t.not(lines.length, 0, `${file} is wrong no longer`)
      t.same(
        lines.filter((line) => !reasons.lines.test(line)),
        [],
        `${file}: ${reasons.reason}`,
      )
    }
    if (lines.length === 0) valid++
  }
  t.comment(`${valid} of ${examples().length} examples are valid`)
})
